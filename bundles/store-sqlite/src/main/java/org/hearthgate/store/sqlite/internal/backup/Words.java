package org.hearthgate.store.sqlite.internal.backup;

import java.util.List;
import java.util.Optional;

/** The words behind a command, taken out one by one; what remains in the end was not understood. */
final class Words {
    private Words() {}

    /** {@return the word behind an option; both are removed} */
    static Optional<String> value(List<String> words, String option) {
        int at = words.indexOf(option);
        if (at < 0 || at + 1 >= words.size()) {
            return Optional.empty();
        }
        words.remove(at);
        return Optional.of(words.remove(at));
    }
}
