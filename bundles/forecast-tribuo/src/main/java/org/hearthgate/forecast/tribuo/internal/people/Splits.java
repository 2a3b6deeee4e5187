package org.hearthgate.forecast.tribuo.internal.people;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who belongs to which set and which part of a study: {@code set,subject,split,…} with a head line. */
public record Splits(List<Person> people) {
    /**
     * A person.
     *
     * @param set the folder
     * @param subject the file without {@code .csv}
     * @param part {@code dev} or {@code heldout}
     */
    public record Person(String set, String subject, String part) {
        public Path file(Path data) {
            return data.resolve(set).resolve(subject + ".csv");
        }

        /** {@return by what a model's provenance knows them} */
        public String id() {
            return set + "/" + subject;
        }
    }

    /** @throws IOException where it cannot be read or a row makes no sense; it says which and why */
    static Splits read(Path file) throws IOException {
        var people = new LinkedHashSet<Person>();
        try (Rows rows = Rows.open(file, List.of("set", "subject", "split"))) {
            while (rows.next()) {
                String where = file + ", line " + rows.line();
                people.add(new Person(
                        name(rows.cell("set"), "set", where),
                        name(rows.cell("subject"), "subject", where),
                        name(rows.cell("split"), "split", where)));
            }
        }
        return new Splits(List.copyOf(people));
    }

    /** A name that is one folder or file, never a way out of them. */
    private static String name(String text, String column, String where) throws IOException {
        if (text.isEmpty() || text.startsWith(".") || text.chars().anyMatch(c -> c == '/' || c == '\\' || c < ' ')) {
            throw new IOException(where + ": '" + text + "' is no " + column);
        }
        return text;
    }

    /** {@return those of a part, in their order} @param sets empty for all */
    List<Person> of(String part, Set<String> sets) {
        return people.stream()
                .filter(person -> person.part().equals(part))
                .filter(person -> sets.isEmpty() || sets.contains(person.set()))
                .toList();
    }

    /** {@return all names of sets} */
    Set<String> sets() {
        var sets = new TreeSet<String>();
        for (Person person : people) {
            sets.add(person.set());
        }
        return sets;
    }
}
