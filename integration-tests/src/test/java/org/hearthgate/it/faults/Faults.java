package org.hearthgate.it.faults;

import java.util.List;

/** Every fault that is tried, with its share of the rounds. */
final class Faults {
    private Faults() {}

    static List<Fault> all() {
        return List.of(
                KillFault.atRandom(16),
                KillFault.at("kill -9 before the commit", 4, "before-commit", 40),
                KillFault.at("kill -9 between commit and ACK", 8, "committed", 40),
                KillFault.at("kill -9 after the ACK", 4, "acknowledged", 12),
                KillFault.at("kill -9 between commit and rule", 8, "read-on", 40),
                KillFault.at("kill -9 between rule and journal", 5, "before-journal", 5),
                KillFault.at("kill -9 between journal and announcement", 6, "journalled", 5),
                KillFault.at("kill -9 after the announcement", 4, "announced", 5),
                KillFault.at("kill -9 before the cursor advances", 4, "judged", 40),
                KillFault.at("kill -9 after the cursor advanced, before it is durable", 4, "advanced", 40),
                KillFault.atWrite(9),
                KillFault.powerCut(8),
                new MigrationFault(),
                new BackupFault(),
                DiskFault.full(2),
                DiskFault.readOnly(1),
                DiskFault.failing(
                        "I/O error at a write",
                        1,
                        FailingDisk.Error.IO,
                        FailingDisk.WRITES,
                        "disk failed.*restart the hub"),
                DiskFault.failing(
                        "I/O error at a sync",
                        1,
                        FailingDisk.Error.IO,
                        FailingDisk.SYNCS,
                        "disk failed.*restart the hub"),
                DiskFault.failing(
                        "read-only under the running hub",
                        1,
                        FailingDisk.Error.READ_ONLY,
                        FailingDisk.WRITES | FailingDisk.CUTS,
                        "(read-only.*writable|disk failed.*restart the hub)"),
                DamageFault.page(2, false),
                DamageFault.page(1, true),
                DamageFault.log(2));
    }
}
