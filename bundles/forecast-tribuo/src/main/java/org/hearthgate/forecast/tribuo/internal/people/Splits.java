package org.hearthgate.forecast.tribuo.internal.people;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    }

    static Splits read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> names =
                lines.isEmpty() ? List.of() : List.of(lines.get(0).strip().split(",", -1));
        if (!names.containsAll(List.of("set", "subject", "split"))) {
            throw new IOException(file + ": wants a head line with the columns set, subject and split");
        }
        var people = new ArrayList<Person>();
        for (int row = 1; row < lines.size(); row++) {
            String[] cells = lines.get(row).split(",", -1);
            if (lines.get(row).isBlank()) {
                continue;
            }
            if (cells.length < names.size()) {
                throw new IOException(file + ", line " + (row + 1) + ": too few columns");
            }
            people.add(new Person(
                    cells[names.indexOf("set")], cells[names.indexOf("subject")], cells[names.indexOf("split")]));
        }
        return new Splits(List.copyOf(people));
    }

    /** {@return those of a part whose file is there} */
    List<Person> of(String part, Path data) {
        return people.stream()
                .filter(person -> person.part().equals(part) && Files.isRegularFile(person.file(data)))
                .toList();
    }
}
