package org.hearthgate.launcher;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Erases a person: settings, key, record and what reachable backups hold of the key; then proves it. */
@Command(
        name = "erase",
        description =
                "Erase everything of one person: the key is destroyed, and it is proven that nothing opens any more.",
        mixinStandardHelpOptions = true)
final class EraseCommand extends OwnerCommand {
    @Option(names = "--person", required = true, paramLabel = "ID", description = "whose; `hub init` told the id")
    private String person;

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    @Override
    Owner.Errand errand(Home home) {
        boolean livesHere = home.settings().has("org.hearthgate.person~" + person)
                || home.settings().all().values().stream().anyMatch(values -> person.equals(values.get("id")));
        confirm();
        return talk -> {
            if (!livesHere) { // an erasure that was not finished, or somebody whose settings went before
                return talk.command(List.of("erase", "--person", person, "--yes"));
            }
            // first out of the household, so that a phone that goes on sending does not begin a new record
            int forgotten = talk.command(List.of("forget-person", "--person", person));
            if (forgotten != 0) {
                return forgotten;
            }
            forgetSettings(home);
            return talk.command(List.of("erase", "--person", person, "--yes", "--if-any"));
        };
    }

    private void confirm() {
        if (yes) {
            return;
        }
        Console console = System.console();
        if (console == null) {
            throw Failure.usage("nobody can be asked here: add --yes if everything of '" + person + "' shall go");
        }
        if (!person.equals(
                console.readLine("Everything of %s will be gone for ever. Type the id to go on: ", person))) {
            throw Failure.usage("nothing was erased");
        }
    }

    /** Removes what names the person alone, and the person from what names others, too. */
    private void forgetSettings(Home home) throws IOException {
        Settings settings = Settings.read(home.config());
        for (Map.Entry<String, Map<String, Object>> entry : settings.all().entrySet()) {
            Map<String, Object> values = entry.getValue();
            boolean theirs = entry.getKey().startsWith("org.hearthgate.person~") && person.equals(values.get("id"));
            if (values.get("persons") instanceof String[] persons
                    && Arrays.asList(persons).contains(person)) {
                String[] others = Arrays.stream(persons)
                        .filter(other -> !other.equals(person))
                        .toArray(String[]::new);
                values.put("persons", others);
                theirs = others.length == 0;
            }
            if (theirs || person.equals(values.get("person"))) {
                Files.deleteIfExists(home.config().resolve(entry.getKey() + ".json"));
                values.clear();
            }
        }
        settings.all().values().removeIf(Map::isEmpty);
        settings.write(home.config());
    }
}
