package org.hearthgate.api.commissioning;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * That somebody changed something, without what it was changed to: a value may be a secret or a name.
 *
 * @param at hub clock
 * @param who the credential's subject
 * @param what one word: {@code assign}, {@code rename}, {@code replace}, {@code reassign}, {@code forget}, {@code set}, {@code import}
 * @param pid of the configuration
 * @param keys that were set or taken away, in alphabetical order
 * @param done whether it holds; false when it was taken back because nothing could run or be saved with it
 */
public record Change(Instant at, String who, String what, String pid, List<String> keys, boolean done) {
    public Change {
        requireNonNull(at, "at");
        requireNonNull(who, "who");
        requireNonNull(what, "what");
        requireNonNull(pid, "pid");
        keys = List.copyOf(keys);
    }
}
