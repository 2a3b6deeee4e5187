package org.hearthgate.api.store;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Quality;

/**
 * By how much the hub's clock was wrong while it stamped a part of the record, found out later.
 *
 * @param after position behind which that part begins
 * @param until last position of it
 * @param stampedFrom what that clock showed at least, to the millisecond
 * @param stampedUntil what it showed less than, to the millisecond
 * @param by what is to be added, to the millisecond
 */
public record Retiming(long after, long until, Instant stampedFrom, Instant stampedUntil, Duration by) {
    /** A measure of {@link Doubt.Flag#CLOCK_CORRECTED}: so much was added to what the hub's own clock had stamped. */
    public static final String HUB_CORRECTION_SECONDS = "hubCorrectionSeconds";

    /** As {@link Doubt.Flag#FUTURE} says. */
    private static final Duration FUTURE_TOLERANCE = Duration.ofSeconds(60);

    private static final String REASON = "the hub did not know the time when this arrived; it has been put right since";

    public Retiming {
        requireNonNull(stampedFrom, "stampedFrom");
        requireNonNull(stampedUntil, "stampedUntil");
        requireNonNull(by, "by");
        if (after < 0 || until < after) {
            throw new IllegalArgumentException("until must not lie before after, were " + until + " and " + after);
        }
    }

    /** {@return whether an observation with this place and stamp is of that part} */
    public boolean covers(long position, Instant receivedAt) {
        return position > after
                && position <= until
                && !receivedAt.isBefore(stampedFrom)
                && receivedAt.isBefore(stampedUntil);
    }

    /**
     * {@return the observation at its right time; empty when it carries no {@link Doubt.Flag#HUB_CLOCK} and so was never wrong, or has
     * been put right} What a device measured by its own clock keeps that time; where the hub's clock stood in for it, it moves along.
     * Applied a second time to its result it gives nothing.
     */
    public Optional<Observation> apply(Observation observation) {
        if (!observation.quality().has(Doubt.Flag.HUB_CLOCK)) {
            return Optional.empty();
        }
        boolean hubsTime = observation.measuredAt().equals(observation.receivedAt());
        Observation moved = hubsTime ? observation.movedBy(by) : observation;
        Origin origin = moved.origin().withReceivedAt(moved.receivedAt().plus(by));
        return Optional.of(moved.withOrigin(origin.withQuality(quality(origin))));
    }

    private Quality quality(Origin origin) {
        Quality rest = origin.quality().without(Doubt.Flag.HUB_CLOCK).without(Doubt.Flag.CLOCK_CORRECTED);
        if (!origin.measuredAt().isAfter(origin.receivedAt().plus(FUTURE_TOLERANCE))) {
            rest = rest.without(Doubt.Flag.FUTURE); // it was none: the hub was behind
        }
        Optional<Doubt> ofDevice = origin.quality().doubt(Doubt.Flag.CLOCK_CORRECTED);
        Map<String, Double> measures =
                new HashMap<>(ofDevice.map(Doubt::measures).orElse(Map.of()));
        measures.put(HUB_CORRECTION_SECONDS, by.toMillis() / 1000.0);
        String reason = ofDevice.map(doubt -> doubt.reason() + "; ").orElse("") + REASON;
        return rest.with(new Doubt(Doubt.Flag.CLOCK_CORRECTED, reason, measures));
    }
}
