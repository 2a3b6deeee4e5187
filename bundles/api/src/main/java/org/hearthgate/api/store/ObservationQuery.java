package org.hearthgate.api.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Set;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;

/**
 * Which part of one person's record is wanted.
 *
 * @param person whose
 * @param kinds which kinds; empty means all
 * @param from earliest {@code measuredAt}, inclusive
 * @param until latest {@code measuredAt}, exclusive
 * @param limit at most so many, 1 to 1,000,000
 * @param newestFirst order by {@code measuredAt}: newest first (the limit then keeps the newest) or oldest first
 * @param withRaw whether the raw form is read too
 */
public record ObservationQuery(
        PersonId person,
        Set<ObservationKind> kinds,
        Instant from,
        Instant until,
        int limit,
        boolean newestFirst,
        boolean withRaw) {
    private static final int MOST = 1_000_000;

    public ObservationQuery {
        requireNonNull(person, "person");
        kinds = Set.copyOf(kinds);
        requireNonNull(from, "from");
        requireNonNull(until, "until");
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit must be 1 to " + MOST + ", was " + limit);
        }
    }

    /** {@return a query for everything of these kinds in [from, until), oldest first, without raw forms} */
    public static ObservationQuery of(PersonId person, Instant from, Instant until, ObservationKind... kinds) {
        return new ObservationQuery(person, Set.of(kinds), from, until, MOST, false, false);
    }

    /** {@return the same, newest first and at most so many} */
    public ObservationQuery newest(int most) {
        return new ObservationQuery(person, kinds, from, until, most, true, withRaw);
    }

    /** {@return the same, with raw forms} */
    public ObservationQuery withRawForms() {
        return new ObservationQuery(person, kinds, from, until, limit, newestFirst, true);
    }
}
