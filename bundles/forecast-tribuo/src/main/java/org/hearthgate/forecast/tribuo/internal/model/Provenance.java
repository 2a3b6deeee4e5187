package org.hearthgate.forecast.tribuo.internal.model;

import java.util.List;
import java.util.Set;

/**
 * Where a model comes from.
 *
 * @param name and version, e.g. {@code people 2026-11-22}
 * @param leftOut by model, of whom it did not learn
 * @param readings how many moments it learned from
 * @param sources whose data they were, with their licences; a line each
 */
public record Provenance(String name, List<Set<String>> leftOut, long readings, List<String> sources) {
    public Provenance {
        leftOut = leftOut.stream().map(Set::copyOf).toList();
        sources = List.copyOf(sources);
    }

    /** {@return whether any of the models learned from this person} */
    public boolean learnedFrom(String person) {
        return leftOut.stream().anyMatch(some -> some.contains(person));
    }

    /** {@return how many people} */
    public long people() {
        return leftOut.stream().mapToLong(Set::size).sum();
    }
}
