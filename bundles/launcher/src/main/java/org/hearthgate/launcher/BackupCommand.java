package org.hearthgate.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes, checks and lists backups of the record. */
@Command(
        name = "backup",
        description =
                "Back up the record now: encrypted, only what is new, read back afterwards. The hub may be running.",
        mixinStandardHelpOptions = true)
final class BackupCommand extends OwnerCommand {
    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "folder or mounted USB stick; default: the folders in the settings")
    private Path to;

    @Option(names = "--verify", description = "restore everything into a scratch record and compare, then say so")
    private boolean verify;

    @Option(names = "--list", description = "what there is, since when, when it was last verified")
    private boolean list;

    @Option(
            names = "--show-recovery-code",
            description = "the code that opens the backups on another hub; write it down and keep it apart from them")
    private boolean showRecoveryCode;

    @Option(names = "--check", description = "look the whole record over; what is damaged is repaired from the backups")
    private boolean check;

    @Option(names = "--seen", description = "the report of a repair was read: health is quiet about it again")
    private boolean seen;

    @Override
    Owner.Errand errand(Home home) {
        List<String> words = new ArrayList<>(List.of("backup"));
        if (to != null) {
            words.addAll(List.of("--to", absolute(to)));
        }
        if (verify) {
            words.add("--verify");
        }
        if (list) {
            words.add("--list");
        }
        if (showRecoveryCode) {
            words.add("--show-recovery-code");
        }
        if (check) {
            words.add("--check");
        }
        if (seen) {
            words.add("--seen");
        }
        return talk -> talk.command(words);
    }
}
