package org.hearthgate.it.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPInputStream;

/**
 * kill -9 while the hub brings a file to the newest form: half of the rounds an empty one, half one of the first form that an earlier hub
 * has written and that must keep every reading.
 */
final class MigrationFault implements Fault {
    /** What the stored file of form 1 holds, by the script's numbers. */
    private static final int ANNAS = 50;

    private static final int BENS = 300;
    /** A first start makes about fifteen writes, syncs and cuts. */
    private static final int LATEST_OPERATION = 24;

    @Override
    public String name() {
        return "kill -9 during a migration";
    }

    @Override
    public int share() {
        return 5;
    }

    @Override
    public Tally run(Workbench bench, int rounds) throws IOException, InterruptedException {
        var tally = new Tally(name());
        if (bench.failingDisk().isEmpty()) {
            tally.skipped("no C compiler (apt install gcc)");
            return tally;
        }
        FailingDisk disk = bench.failingDisk().get();
        for (int round = 0; round < rounds; round++) {
            Path record = bench.folder("migrated");
            var ledger = new Ledger();
            if (round % 2 == 1) {
                unpack(record.resolve("record.db"));
                ledger.acknowledged("anna", 0, ANNAS - 1);
                ledger.acknowledged("ben", 0, BENS - 1);
                ledger = ledger.continued();
            }
            boolean torn = bench.random().nextBoolean();
            disk.killAt(
                    torn ? FailingDisk.WRITES : FailingDisk.WRITES | FailingDisk.SYNCS | FailingDisk.CUTS,
                    1 + bench.random().nextInt(LATEST_OPERATION),
                    torn);
            try (FaultedHub hub =
                    bench.life(record, ledger).sending(10, 20).onFailingDisk().start()) {
                hub.tells("done"::equals, KillFault.READY_WITHIN);
                tally.round(hub.ends(Duration.ofMillis(100)));
            } finally {
                disk.heal();
            }
            KillFault.finish(bench, record, ledger);
            tally.judge(ledger);
            tally.lost(ledger.lostReadings(), ledger.losses());
        }
        return tally;
    }

    private static void unpack(Path file) throws IOException {
        try (InputStream packed = MigrationFault.class.getResourceAsStream("record-form-1.db.gz");
                InputStream in = new GZIPInputStream(packed)) {
            Files.copy(in, file);
        }
    }
}
