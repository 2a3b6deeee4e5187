package org.hearthgate.forecast.tribuo.internal.nightly;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import org.hearthgate.forecast.tribuo.internal.linear.LinearModels;

/**
 * The simple model of one person: what speaks when the larger one no longer fits.
 *
 * @param all learned from all days there were
 * @param twin learned without the last week before, as {@link Kept#twin}
 * @param learnedOn the day on the wall
 */
public record Simple(LinearModels all, LinearModels twin, LocalDate learnedOn) {
    public Simple {
        requireNonNull(all, "all");
        requireNonNull(twin, "twin");
        requireNonNull(learnedOn, "learnedOn");
    }
}
