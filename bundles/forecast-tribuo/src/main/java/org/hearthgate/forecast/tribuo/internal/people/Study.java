package org.hearthgate.forecast.tribuo.internal.people;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The people that a command is about: those of one part of a study whose file is there, and who is not there. */
record Study(Path data, List<Splits.Person> people) {
    private static final int NAMED = 8;

    /** Finds them, and complains of those that are missing. */
    static Study of(Request request, Consumer<String> complain) throws IOException, Request.BadData {
        Path data = request.data();
        Splits splits = Splits.read(request.needed("splits"));
        Set<String> sets = request.sets();
        var unknown = new TreeSet<>(sets);
        unknown.removeAll(splits.sets());
        if (!unknown.isEmpty()) {
            throw new Request.BadData(request.needed("splits") + " knows no set '" + String.join("', '", unknown)
                    + "'; it has " + String.join(", ", splits.sets()));
        }
        List<Splits.Person> wanted = splits.of(request.part(), sets);
        if (wanted.isEmpty()) {
            throw new Request.BadData(request.needed("splits") + " has nobody with the split '" + request.part() + "'"
                    + (sets.isEmpty() ? "" : " in " + String.join(", ", sets)));
        }
        var there = new ArrayList<Splits.Person>();
        var missing = new LinkedHashMap<String, List<String>>();
        for (Splits.Person person : wanted) {
            if (Files.isRegularFile(person.file(data))) {
                there.add(person);
            } else {
                missing.computeIfAbsent(person.set(), set -> new ArrayList<>()).add(person.subject());
            }
        }
        if (!missing.isEmpty()) {
            complain.accept("no file below " + data + " for " + (wanted.size() - there.size()) + " of " + wanted.size()
                    + " people: " + named(missing));
        }
        if (there.isEmpty()) {
            throw new Request.BadData("there is nobody of " + request.part() + " below " + data
                    + ": it must hold SET/SUBJECT.csv as in " + request.needed("splits"));
        }
        return new Study(data, List.copyOf(there));
    }

    /** {@return somebody's days; empty where they cannot be read} What is wrong with them is told. */
    Optional<PersonFile> read(Splits.Person person, Consumer<String> complain) {
        PersonFile file;
        try {
            file = PersonFile.read(person.file(data));
        } catch (IOException e) {
            complain.accept(e.getMessage() + "; left out");
            return Optional.empty();
        }
        file.refused().forEach(complain);
        if (file.refusedRows() > file.refused().size()) {
            complain.accept(person.id() + ": " + file.refusedRows() + " rows with something refused in all");
        }
        return Optional.of(file);
    }

    private static String named(Map<String, List<String>> missing) {
        var parts = new ArrayList<String>();
        missing.forEach((set, subjects) -> parts.add(set + " ("
                + String.join(", ", subjects.subList(0, Math.min(NAMED, subjects.size())))
                + (subjects.size() > NAMED ? " and " + (subjects.size() - NAMED) + " more" : "") + ")"));
        return String.join(", ", parts);
    }
}
