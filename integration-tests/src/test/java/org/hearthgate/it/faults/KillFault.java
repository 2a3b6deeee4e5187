package org.hearthgate.it.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.hearthgate.it.faults.inside.Script;

/** kill -9 in one way, again and again on one record, as a home with a loose plug has it. */
final class KillFault implements Fault {
    static final Duration READY_WITHIN = Duration.ofSeconds(30);

    private final String name;
    private final int share;
    private final boolean needsDisk;
    private final Way way;

    /** One life from its start to its violent end. */
    @FunctionalInterface
    interface Way {
        /** {@return whether it ended in the way that was meant} */
        boolean live(Workbench bench, Workbench.Life life) throws IOException, InterruptedException;
    }

    private KillFault(String name, int share, boolean needsDisk, Way way) {
        this.name = name;
        this.share = share;
        this.needsDisk = needsDisk;
        this.way = way;
    }

    /** At a named point on the road from a reading to an alert. */
    static KillFault at(String name, int share, String point, int latestPassing) {
        return new KillFault(name, share, false, (bench, life) -> {
            life.endingAt(point, 1 + bench.random().nextInt(latestPassing)).sending(60, 400);
            try (FaultedHub hub = life.started()) {
                hub.tells("done"::equals, Duration.ofSeconds(20));
                return hub.ends(Duration.ofMillis(100));
            }
        });
    }

    /** At any time, one of five while the hub is still starting. */
    static KillFault atRandom(int share) {
        return new KillFault("kill -9 at any time", share, false, (bench, life) -> {
            boolean starting = bench.random().nextInt(5) == 0;
            try (FaultedHub hub = starting ? life.start() : life.started()) {
                hub.ends(Duration.ofMillis(bench.random().nextInt(starting ? 900 : 400)));
                hub.kill();
                return true;
            }
        });
    }

    /** At one write, sync or cut of the record or its log, sometimes with half of it done. */
    static KillFault atWrite(int share) {
        return new KillFault("kill -9 at a write or a sync, half done or not", share, true, (bench, life) -> {
            FailingDisk disk = bench.failingDisk().orElseThrow();
            disk.heal();
            boolean starting = bench.random().nextInt(5) == 0;
            boolean torn = bench.random().nextBoolean();
            int which = torn ? FailingDisk.WRITES : 1 + bench.random().nextInt(7);
            life.onFailingDisk().sending(60, 400);
            if (starting) {
                disk.killAt(which, 1 + bench.random().nextInt(8), torn);
            }
            try (FaultedHub hub = life.start()) {
                boolean ready = hub.isReady(READY_WITHIN);
                if (ready && !starting) {
                    disk.killAt(which, 1 + bench.random().nextInt(120), torn);
                }
                hub.tells("done"::equals, Duration.ofSeconds(20));
                return hub.ends(Duration.ofMillis(100));
            } finally {
                disk.heal();
            }
        });
    }

    /** The power goes: the disk forgets what it was not made to keep. This is what tells a sync from none. */
    static KillFault powerCut(int share) {
        return new KillFault("power cut: what was never synced is gone", share, true, (bench, life) -> {
            FailingDisk disk = bench.failingDisk().orElseThrow();
            disk.heal();
            try (FaultedHub hub = life.onFailingDisk().sending(60, 400).started()) {
                disk.cutPowerAt(
                        1 + bench.random().nextInt(3), 1 + bench.random().nextInt(160));
                hub.tells("done"::equals, Duration.ofSeconds(20));
                return hub.ends(Duration.ofMillis(100));
            } finally {
                disk.heal();
            }
        });
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int share() {
        return share;
    }

    @Override
    public Tally run(Workbench bench, int rounds) throws IOException, InterruptedException {
        var tally = new Tally(name);
        if (needsDisk && bench.failingDisk().isEmpty()) {
            tally.skipped("no C compiler (apt install gcc)");
            return tally;
        }
        var ledger = new Ledger();
        Path record = bench.folder("record");
        for (int round = 0; round < rounds; round++) {
            tally.round(way.live(bench, bench.life(record, ledger)));
        }
        finish(bench, record, ledger);
        if (tally.missedAlways()) {
            tally.neverStruck();
        }
        tally.judge(ledger);
        tally.lost(ledger.lostReadings(), ledger.losses());
        return tally;
    }

    /** Lets Anna's last episode end and asks for everything, before and after. */
    static void finish(Workbench bench, Path record, Ledger ledger) throws IOException, InterruptedException {
        long left = Script.EPISODE - ledger.annaNext() % Script.EPISODE;
        try (FaultedHub hub =
                bench.life(record, ledger).sending(left, 5).testifyingAtTheEnd().started()) {
            if (!hub.tells("TESTIFIED"::equals, READY_WITHIN)) {
                ledger.finding("after the last restart the hub did not take all readings: " + hub.told());
            }
        }
    }
}
