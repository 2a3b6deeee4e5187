package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a device's local time means on the hub's time line. Devices without an offset (most meters) tell one hour of the autumn night twice
 * and can tell one of the spring night that never was; such a time is flagged and never guessed to alarm.
 *
 * @param at the instant; of two candidates the earlier one
 * @param offset from UTC that was taken
 * @param doubt {@link Doubt.Flag#AMBIGUOUS_TIME} with the measure {@code otherCandidateSeconds}, how far after {@code at} the other
 *     candidate lies; empty when there is only one
 */
public record LocalTime(Instant at, ZoneOffset offset, Optional<Doubt> doubt) {
    public LocalTime {
        requireNonNull(at, "at");
        requireNonNull(offset, "offset");
        requireNonNull(doubt, "doubt");
    }

    /** {@return what this local time means in this zone} */
    public static LocalTime of(LocalDateTime local, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        List<ZoneOffset> valid = rules.getValidOffsets(local);
        if (valid.size() == 1) {
            return new LocalTime(local.toInstant(valid.get(0)), valid.get(0), Optional.empty());
        }
        ZoneOffsetTransition change = rules.getTransition(local);
        boolean twice = change.isOverlap();
        // the larger offset gives the earlier instant
        ZoneOffset earlier = twice ? change.getOffsetBefore() : change.getOffsetAfter();
        long apart = Math.abs(change.getDuration().toSeconds());
        return new LocalTime(
                local.toInstant(earlier),
                earlier,
                Optional.of(new Doubt(
                        Doubt.Flag.AMBIGUOUS_TIME,
                        twice ? "this night has that local time twice" : "this night does not have that local time",
                        Map.of("otherCandidateSeconds", (double) apart))));
    }

    /** {@return the origin at this time, with the offset where it is certain and with the doubt where it is not} */
    public Origin onto(Origin origin) {
        Origin timed = origin.withMeasuredAt(at);
        return doubt.map(timed::withDoubt).orElseGet(() -> timed.withDeviceOffset(offset));
    }
}
