package org.hearthgate.launcher;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows and changes the keys under which the record is sealed. */
@Command(
        name = "keys",
        description = "Show the keys that seal the record, or rotate them while the hub runs.",
        mixinStandardHelpOptions = true)
final class KeysCommand extends OwnerCommand {
    @Parameters(arity = "0..1", paramLabel = "rotate", description = "rotate the hub's key, or a person's")
    private String action;

    @Option(names = "--hub", description = "with rotate: the hub's key (default)")
    private boolean hub;

    @Option(names = "--person", paramLabel = "ID", description = "with rotate: the key of this person")
    private String person;

    @Override
    Owner.Errand errand(Home home) {
        if (action != null && !action.equals("rotate")) {
            throw Failure.usage("'" + action + "' is nothing that can be done with keys: leave it out, or say rotate");
        }
        if (action == null && (hub || person != null)) {
            throw Failure.usage("--hub and --person go with rotate");
        }
        List<String> words = new ArrayList<>(List.of("keys"));
        if (action != null) {
            words.add("rotate");
            words.addAll(person == null ? List.of("--hub") : List.of("--person", person));
        }
        return talk -> talk.command(words);
    }
}
