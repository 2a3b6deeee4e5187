package org.hearthgate.api.commissioning;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What became of one device of a set, or would become.
 *
 * @param pid here; that of an existing device where its address is in use already
 * @param outcome the word
 * @param why one sentence
 * @param problems what is wrong with it, where it was refused for its settings
 * @param differences what is other than before
 */
public record ImportOutcome(
        String pid, Outcome outcome, String why, List<SettingsProblem> problems, List<SettingsDifference> differences) {
    public ImportOutcome {
        requireNonNull(pid, "pid");
        requireNonNull(outcome, "outcome");
        requireNonNull(why, "why");
        problems = List.copyOf(problems);
        differences = List.copyOf(differences);
    }

    /** What became of it. */
    public enum Outcome {
        ADDED,
        CHANGED,
        SAME,
        REFUSED
    }
}
