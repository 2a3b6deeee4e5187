package org.hearthgate.it.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A disk that cannot take a write for a while: the hub must say so in words, acknowledge nothing meanwhile, and go on by itself when the
 * disk is well again.
 */
final class DiskFault implements Fault {
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(10);
    private static final Duration WELL_AGAIN_WITHIN = Duration.ofSeconds(15);
    private static final int MOST_READINGS = 3_000;

    private final String name;
    private final int share;
    private final Trouble trouble;

    /** One trouble of a disk. */
    private interface Trouble {
        /** {@return why it cannot be made here; empty when it can} */
        Optional<String> begin(Workbench bench) throws IOException, InterruptedException;

        Path record();

        Workbench.Life on(Workbench.Life life);

        void strike(boolean whileRunning) throws IOException, InterruptedException;

        /** What a message about it says: what and what to do. */
        Pattern words();

        void heal() throws IOException, InterruptedException;

        void end() throws IOException;

        boolean canStrikeWhileRunning();
    }

    private DiskFault(String name, int share, Trouble trouble) {
        this.name = name;
        this.share = share;
        this.trouble = trouble;
    }

    static DiskFault failing(String name, int share, FailingDisk.Error error, int which, String words) {
        return new DiskFault(name, share, new Trouble() {
            private Workbench bench;
            private Path record;

            @Override
            public Optional<String> begin(Workbench on) throws IOException {
                bench = on;
                record = on.folder("failing");
                return on.failingDisk().isPresent() ? Optional.empty() : Optional.of("no C compiler (apt install gcc)");
            }

            @Override
            public Path record() {
                return record;
            }

            @Override
            public Workbench.Life on(Workbench.Life life) {
                return life.onFailingDisk();
            }

            @Override
            public void strike(boolean whileRunning) {
                bench.failingDisk().orElseThrow().fail(which, error);
            }

            @Override
            public Pattern words() {
                return Pattern.compile(words);
            }

            @Override
            public void heal() {
                bench.failingDisk().ifPresent(FailingDisk::heal);
            }

            @Override
            public void end() {
                heal();
            }

            @Override
            public boolean canStrikeWhileRunning() {
                return true;
            }
        });
    }

    static DiskFault full(int share) {
        return small("disk full", share, true, "disk is full.*free space", SmallDisk::fill, SmallDisk::free);
    }

    static DiskFault readOnly(int share) {
        return small(
                "disk remounted read-only",
                share,
                false,
                "(read-only|Read-only).*(writable|may write)",
                disk -> disk.readOnly(true),
                disk -> disk.readOnly(false));
    }

    /** Something done to a small disk. */
    private interface Act {
        void on(SmallDisk disk) throws IOException, InterruptedException;
    }

    private static DiskFault small(String name, int share, boolean whileRunning, String words, Act strike, Act heal) {
        return new DiskFault(name, share, new Trouble() {
            private SmallDisk disk;

            @Override
            public Optional<String> begin(Workbench bench) throws IOException, InterruptedException {
                Optional<SmallDisk> mounted = SmallDisk.mount(bench.folder("small-disk"));
                mounted.ifPresent(one -> disk = one);
                return mounted.isPresent() ? Optional.empty() : Optional.of("this user may not mount a file system");
            }

            @Override
            public Path record() {
                return disk.folder().resolve("record");
            }

            @Override
            public Workbench.Life on(Workbench.Life life) {
                return life;
            }

            @Override
            public void strike(boolean running) throws IOException, InterruptedException {
                strike.on(disk);
            }

            @Override
            public Pattern words() {
                return Pattern.compile(words);
            }

            @Override
            public void heal() throws IOException, InterruptedException {
                heal.on(disk);
            }

            @Override
            public void end() throws IOException {
                disk.close();
            }

            @Override
            public boolean canStrikeWhileRunning() {
                return whileRunning;
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
        Optional<String> impossible = trouble.begin(bench);
        if (impossible.isPresent()) {
            tally.skipped(impossible.get());
            return tally;
        }
        try {
            var ledger = new Ledger();
            for (int round = 0; round < rounds; round++) {
                if (ledger.acknowledgedReadings() > MOST_READINGS) {
                    judge(bench, ledger, tally);
                    ledger = new Ledger();
                    Workbench.remove(trouble.record());
                }
                boolean running =
                        trouble.canStrikeWhileRunning() && bench.random().nextBoolean();
                tally.round(running ? strikeRunning(bench, ledger, tally) : strikeStopped(bench, ledger, tally));
            }
            judge(bench, ledger, tally);
        } finally {
            trouble.end();
        }
        return tally;
    }

    private void judge(Workbench bench, Ledger ledger, Tally tally) throws IOException, InterruptedException {
        KillFault.finish(bench, trouble.record(), ledger);
        tally.judge(ledger);
        tally.lost(ledger.lostReadings(), ledger.losses());
    }

    private Workbench.Life life(Workbench bench, Ledger ledger) {
        return trouble.on(bench.life(trouble.record(), ledger)).sending(100_000, 100_000);
    }

    /** Strikes under the running hub; half of the time it is killed in its trouble, else it has to recover by itself. */
    private boolean strikeRunning(Workbench bench, Ledger ledger, Tally tally)
            throws IOException, InterruptedException {
        try (FaultedHub hub = life(bench, ledger).started()) {
            hub.ends(Duration.ofMillis(20 + bench.random().nextInt(150)));
            ledger.diskFails();
            trouble.strike(true);
            boolean told = hub.tells(line -> line.startsWith("health store FAILED"), TOLD_WITHIN);
            check(hub, told, tally);
            if (bench.random().nextBoolean()) {
                hub.kill();
            }
            trouble.heal();
            ledger.diskIsWell(!hub.isAlive());
            // twice, so that the first has been judged
            if (hub.isAlive()
                    && !(hub.acknowledgesAgain(2, WELL_AGAIN_WITHIN) && hub.savesItsAlerts(WELL_AGAIN_WITHIN))) {
                tally.untold("well again, but the hub acknowledges nothing, or does not save its alerts, after "
                        + WELL_AGAIN_WITHIN.toSeconds() + " s: " + hub.told());
            }
            hub.kill();
            return told;
        } finally {
            trouble.heal();
        }
    }

    /** Strikes while no hub runs: the next one starts into it, or says why it does not. */
    private boolean strikeStopped(Workbench bench, Ledger ledger, Tally tally)
            throws IOException, InterruptedException {
        try (FaultedHub hub = life(bench, ledger).started()) {
            hub.ends(Duration.ofMillis(20 + bench.random().nextInt(150)));
            hub.kill();
        }
        ledger.diskFails();
        trouble.strike(false);
        try (FaultedHub hub = life(bench, ledger).start()) {
            boolean ready = hub.isReadyUnlessRefused();
            boolean told = ready
                    ? hub.tells(line -> line.startsWith("health store FAILED"), TOLD_WITHIN)
                    : hub.storeTrouble().isPresent();
            check(hub, told, tally);
            hub.kill();
            return true;
        } finally {
            trouble.heal();
            ledger.diskIsWell(true);
        }
    }

    private void check(FaultedHub hub, boolean told, Tally tally) throws IOException {
        String words = hub.storeTrouble().orElse("");
        if (!told) {
            tally.untold("nothing was told; the hub said " + hub.told() + "\n" + Files.size(hub.logFile())
                    + " octets of log");
        } else if (!trouble.words().matcher(words).find()) {
            tally.untold("the words are not plain: " + words);
        }
    }
}
