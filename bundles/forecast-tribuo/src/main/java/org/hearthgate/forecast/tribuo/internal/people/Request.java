package org.hearthgate.forecast.tribuo.internal.people;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the command line asks for: options by their names, without the dashes. */
record Request(Map<String, String> options) {
    Request {
        options = Map.copyOf(options);
    }

    String text(String name) {
        String value = options.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return value;
    }

    Optional<Path> path(String name) {
        return Optional.ofNullable(options.get(name)).map(Path::of);
    }

    Path needed(String name) {
        return Path.of(text(name));
    }

    /** {@return the folder of the people} */
    Path data() throws BadData {
        Path data = needed("data");
        if (!Files.isDirectory(data)) {
            throw new BadData(data + " is no folder: give the one that holds a folder for each set of people");
        }
        return data;
    }

    String part() {
        String part = options.getOrDefault("only", "dev");
        if (!part.equals("dev") && !part.equals("heldout")) {
            throw new IllegalArgumentException("--only must be dev or heldout, was " + part);
        }
        return part;
    }

    PeopleForecast.Mode mode() {
        try {
            return PeopleForecast.Mode.valueOf(text("mode").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--mode must be personal, population or adapted, was " + options.get("mode"), e);
        }
    }

    /** {@return the sets that were named; empty for all} */
    Set<String> sets() {
        var sets = new LinkedHashSet<String>();
        for (String set : options.getOrDefault("sets", "").split(",", -1)) {
            if (!set.isBlank()) {
                sets.add(set.strip());
            }
        }
        return sets;
    }

    int number(String name, int otherwise, int least, int most) {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, as one that is out of range
        }
        throw new IllegalArgumentException("--" + name + " must be " + least + " to " + most + ", was " + text);
    }

    double decimal(String name, double otherwise, int least, int most) {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, as one that is out of range
        }
        throw new IllegalArgumentException(
                "--" + name + " must be a number from " + least + " to " + most + ", was " + text);
    }

    /** Nothing can be made of what was given; what, which, what to do. */
    static final class BadData extends Exception {
        private static final long serialVersionUID = 1;

        BadData(String message) {
            super(message);
        }
    }
}
