package org.hearthgate.forecast.tribuo.internal.nightly;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import org.hearthgate.forecast.tribuo.internal.model.PersonModel;

/**
 * What was learned of one person.
 *
 * @param champion learned from all days there were
 * @param twin learned in the same way, but not from the last week before: it stands for the champion wherever that has seen the answers
 * @param learnedOn the day on the wall
 */
public record Kept(PersonModel champion, PersonModel twin, LocalDate learnedOn) {
    public Kept {
        requireNonNull(champion, "champion");
        requireNonNull(twin, "twin");
        requireNonNull(learnedOn, "learnedOn");
    }
}
