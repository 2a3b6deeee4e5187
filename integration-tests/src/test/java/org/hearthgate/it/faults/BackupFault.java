package org.hearthgate.it.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** kill -9 while backups are made under load. */
final class BackupFault implements Fault {
    @Override
    public String name() {
        return "kill -9 during a backup";
    }

    @Override
    public int share() {
        return 4;
    }

    @Override
    public Tally run(Workbench bench, int rounds) throws IOException, InterruptedException {
        var tally = new Tally(name());
        var ledger = new Ledger();
        Path record = bench.folder("backed-up");
        for (int round = 0; round < rounds; round++) {
            try (FaultedHub hub = bench.life(record, ledger).running("backup").started()) {
                hub.tells(BackupFault::isOfABackup, KillFault.READY_WITHIN); // a busy machine takes its time to begin
                hub.ends(Duration.ofMillis(bench.random().nextInt(500)));
                hub.kill();
                tally.round(hub.told().stream().anyMatch(BackupFault::isOfABackup));
                hub.told().stream()
                        .filter(line -> line.startsWith("complained")
                                || (line.startsWith("command ") && !line.equals("command 0")))
                        .findFirst()
                        .ifPresent(line -> tally.finding("a backup did not succeed: " + line));
            }
        }
        KillFault.finish(bench, record, ledger);
        if (tally.missedAlways()) {
            tally.neverStruck();
        }
        tally.judge(ledger);
        tally.lost(ledger.lostReadings(), ledger.losses());
        return tally;
    }

    private static boolean isOfABackup(String line) {
        return line.startsWith("said");
    }
}
