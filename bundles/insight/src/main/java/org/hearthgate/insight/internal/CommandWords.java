package org.hearthgate.insight.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words behind a command, parted into what is named by {@code --option value} and what stands by itself. */
final class CommandWords {
    private final List<String> plain = new ArrayList<>();
    private final Map<String, String> options = new HashMap<>();

    /**
     * Reads them.
     *
     * @param known the options of this command
     * @throws IllegalArgumentException naming the word that is not understood
     */
    CommandWords(List<String> words, Set<String> known) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("--")) {
                plain.add(word);
            } else if (!known.contains(word)) {
                throw new IllegalArgumentException("there is no option " + word);
            } else if (i + 1 == words.size()) {
                throw new IllegalArgumentException(word + " needs a value");
            } else if (options.put(word, words.get(++i)) != null) {
                throw new IllegalArgumentException(word + " is there twice");
            }
        }
    }

    List<String> plain() {
        return List.copyOf(plain);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** {@return a whole number; throws IllegalArgumentException when it is none or out of bounds} */
    int number(String name, int usual, int least, int most) {
        String text = options.get(name);
        if (text == null) {
            return usual;
        }
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", was " + text);
        }
        return Integer.parseInt(text);
    }
}
