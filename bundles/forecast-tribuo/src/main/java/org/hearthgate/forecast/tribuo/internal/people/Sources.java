package org.hearthgate.forecast.tribuo.internal.people;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whose data they are and under which licence: the lines with these words in each set's {@code SOURCE.md}. */
final class Sources {
    private static final List<String> WORDS = List.of("licence", "license", "citation");
    private static final int LONGEST = 1_000;
    private static final int MOST_OCTETS = 1 << 16;

    private Sources() {}

    /** {@return a line for each set of these people} */
    static List<String> of(Path data, List<Splits.Person> people) throws IOException {
        Set<String> sets = new LinkedHashSet<>();
        people.forEach(person -> sets.add(person.set()));
        var lines = new ArrayList<String>();
        for (String set : sets) {
            lines.add(line(set, data.resolve(set).resolve("SOURCE.md")));
        }
        return lines;
    }

    private static String line(String set, Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_OCTETS) {
            return set;
        }
        var line = new StringBuilder(set).append(':');
        for (String word : WORDS) {
            // a file in another encoding still has its licence's name
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .map(text -> text.replace("*", "").replace("#", "").strip())
                    .filter(text -> text.regionMatches(true, 0, word, 0, word.length()))
                    .findFirst()
                    .ifPresent(text -> line.append(' ').append(text));
        }
        String all = line.toString();
        return all.endsWith(":") ? set : all.length() <= LONGEST ? all : all.substring(0, LONGEST) + "…";
    }
}
