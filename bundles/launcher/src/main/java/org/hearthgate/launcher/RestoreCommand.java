package org.hearthgate.launcher;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts a backup in the place of the record; the record that was there is set aside, not deleted. */
@Command(
        name = "restore",
        description = {
            "Put a backup in the place of the record; the one that was there is set aside.",
            "Asks for the recovery code: it is never a word of the command, because others could read it there."
        },
        mixinStandardHelpOptions = true)
final class RestoreCommand extends OwnerCommand {
    @Option(names = "--from", required = true, paramLabel = "DIR", description = "the folder that was backed up to")
    private Path from;

    @Option(
            names = "--recovery-code-file",
            paramLabel = "FILE",
            description = "read the code from a file; - is standard input")
    private String codeFile;

    @Option(names = "--replace", description = "this hub holds a record of its own: set it aside all the same")
    private boolean replace;

    @Option(
            names = "--series",
            paramLabel = "ID",
            description = "which one, if the folder holds backups of several records; without it they are listed")
    private String series;

    @Override
    Owner.Errand errand(Home home) {
        if (!Files.isDirectory(from)) {
            throw Failure.badData(from + " is no folder: give the one that was backed up to");
        }
        List<String> words = new ArrayList<>(List.of("restore", "--from", absolute(from), "--recovery-code", code()));
        if (replace) {
            words.add("--replace");
        }
        if (series != null) {
            words.addAll(List.of("--series", series));
        }
        return talk -> talk.command(words);
    }

    private String code() {
        try {
            if (codeFile == null) {
                Console console = System.console();
                if (console == null) {
                    throw Failure.usage("nobody can be asked for the recovery code here: use --recovery-code-file");
                }
                return new String(console.readPassword("Recovery code: ")).strip();
            }
            return (codeFile.equals("-")
                            ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                            : Files.readString(Path.of(codeFile)))
                    .strip();
        } catch (IOException e) {
            throw Failure.badData("cannot read the recovery code from " + codeFile + ": " + e.getMessage());
        }
    }
}
