package org.hearthgate.it.faults;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/**
 * A record that has come to harm on its medium. What is gone is gone from the file; so nothing may be missing without a word. Each round
 * begins with a copy of the same healthy record.
 */
final class DamageFault implements Fault {
    private static final int PAGE = 4096;
    private static final int ANNAS = 200;
    private static final int BENS = 1_500;
    private static final Duration DONE_WITHIN = Duration.ofSeconds(30);

    private final String name;
    private final int share;
    private final boolean running;
    private final boolean stoppedCleanly;
    private final Harm harm;

    /** What is done to the files of a record. */
    private interface Harm {
        void to(Path record, Random random) throws IOException;
    }

    private DamageFault(String name, int share, boolean running, boolean stoppedCleanly, Harm harm) {
        this.name = name;
        this.share = share;
        this.running = running;
        this.stoppedCleanly = stoppedCleanly;
        this.harm = harm;
    }

    static DamageFault page(int share, boolean running) {
        return new DamageFault(
                running ? "page damaged under the running hub" : "page damaged",
                share,
                running,
                true,
                (record, random) -> {
                    try (var file =
                            new RandomAccessFile(record.resolve("record.db").toFile(), "rw")) {
                        long page = random.nextInt((int) (file.length() / PAGE));
                        byte[] noise = new byte[1 + random.nextInt(PAGE)];
                        random.nextBytes(noise);
                        file.seek(page * PAGE + random.nextInt(PAGE - noise.length + 1));
                        file.write(noise);
                    }
                });
    }

    static DamageFault log(int share) {
        return new DamageFault("write-ahead log cut short", share, false, false, (record, random) -> {
            Path log = record.resolve("record.db-wal");
            try (var file = new RandomAccessFile(log.toFile(), "rw")) {
                file.setLength((long) (random.nextDouble() * file.length()));
            }
            Files.deleteIfExists(record.resolve("record.db-shm"));
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
        Path healthy = bench.folder("healthy");
        var before = new Ledger();
        try (FaultedHub hub = bench.life(healthy, before)
                .sending(ANNAS, BENS)
                .running("backup")
                .started()) {
            if (!hub.tells("done"::equals, DONE_WITHIN) || !hub.tells("ben-done"::equals, DONE_WITHIN)) {
                tally.finding("the healthy record could not be made: " + hub.told());
            }
            long begun = commands(hub);
            // the one that is under way may have begun before the last reading
            if (!hub.comes(() -> commands(hub) >= begun + 2, DONE_WITHIN)) {
                tally.finding("the healthy record could not be backed up: " + hub.told());
            }
            if (stoppedCleanly) {
                hub.stop();
            }
        }
        for (int round = 0; round < rounds; round++) {
            Path record = bench.folder("damaged");
            Workbench.copyAll(healthy, record);
            round(bench, record, before.continued(), tally);
        }
        return tally;
    }

    private void round(Workbench bench, Path record, Ledger ledger, Tally tally)
            throws IOException, InterruptedException {
        if (running) {
            try (FaultedHub hub = bench.life(record, ledger)
                    .sending(10, 100)
                    .askedForEverything()
                    .started()) {
                harm.to(record, bench.random());
                hub.tells(line -> line.equals("done") || line.startsWith("health store FAILED"), DONE_WITHIN);
                hub.kill();
            }
        } else {
            harm.to(record, bench.random());
        }
        Optional<String> told = lookedOver(bench, record, ledger.continued());
        try (FaultedHub hub =
                bench.life(record, ledger).sending(10, 100).askedForEverything().start()) {
            boolean ready = hub.isReadyUnlessRefused();
            hub.kill();
            int missing = ready ? ledger.lostReadings() : ledger.acknowledgedReadings();
            told = told.or(hub::storeTrouble);
            tally.round(missing > 0 || told.isPresent());
            if (told.isPresent()) {
                tally.told(missing, told.get());
            } else if (!ready) {
                tally.untold("the hub did not start and did not say why: " + hub.told());
            } else {
                tally.lost(missing, ledger.losses());
            }
            tally.judgeReadings(ledger);
        }
    }

    private static long commands(FaultedHub hub) {
        return hub.told().stream().filter("command 0"::equals).count();
    }

    /** Has the record looked over, as the hub does by itself some minutes after each start; what it lacks before is no verdict. {@return what was told of damage} */
    private static Optional<String> lookedOver(Workbench bench, Path record, Ledger ledger)
            throws IOException, InterruptedException {
        try (FaultedHub hub = bench.life(record, ledger)
                .sending(10, 100)
                .runningOnce("backup --check")
                .start()) {
            if (hub.isReadyUnlessRefused()) {
                hub.tells(line -> line.startsWith("command ") || line.startsWith("failed"), DONE_WITHIN);
                if (hub.told().stream().anyMatch(line -> line.startsWith("complained"))) {
                    hub.tells(line -> line.startsWith("health backup WARN"), DONE_WITHIN);
                }
            }
            hub.kill();
            return hub.storeTrouble();
        }
    }
}
