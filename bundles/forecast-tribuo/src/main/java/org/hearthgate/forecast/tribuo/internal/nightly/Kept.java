package org.hearthgate.forecast.tribuo.internal.nightly;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Optional;
import org.hearthgate.forecast.tribuo.internal.model.PersonModel;

/**
 * What was learned of one person.
 *
 * @param champion learned from all days there were; adds nothing to other people's while none has won
 * @param twin learned in the same way, but not from the last week before: it stands for the champion wherever that has seen the answers
 * @param learnedOn the day on the wall
 * @param simple what to fall back to; empty where there is too little to learn it from
 */
public record Kept(PersonModel champion, PersonModel twin, LocalDate learnedOn, Optional<Simple> simple) {
    public Kept {
        requireNonNull(champion, "champion");
        requireNonNull(twin, "twin");
        requireNonNull(learnedOn, "learnedOn");
        requireNonNull(simple, "simple");
    }

    Kept with(Optional<Simple> another) {
        return new Kept(champion, twin, learnedOn, another);
    }
}
