package org.hearthgate.adapter.simulator.internal.replay;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.LocalTime;

/**
 * Reads the time of a row: a local minute or second in the zone of the replay, or an instant with its own offset. A local time that the
 * night has twice, or not at all, is told apart by the rows before it or carries a doubt.
 */
final class RowTime {
    private static final int EARLIEST_YEAR = 2000;
    private static final int LATEST_YEAR = 2100;
    /** Three rows of a sensor: a row that follows so closely belongs to the same pass of the hour. */
    private static final Duration CLOSE = Duration.ofMinutes(15);

    private final ZoneId zone;

    RowTime(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * When a row was.
     *
     * @param doubt that it may have been an hour away
     */
    record Told(Instant at, Optional<Doubt> doubt) {
        private boolean isCertain() {
            return doubt.isEmpty();
        }
    }

    /**
     * {@return the time, or empty when this is none between 2000 and 2100}
     *
     * @param before of the row before
     */
    Optional<Told> parse(String text, Optional<Told> before) {
        String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
        try {
            boolean hasOffset = iso.endsWith("Z") || iso.indexOf('+', 10) > 0 || iso.indexOf('-', 10) > 0;
            return Optional.of(
                            hasOffset
                                    ? new Told(OffsetDateTime.parse(iso).toInstant(), Optional.empty())
                                    : atZone(LocalDateTime.parse(iso), before))
                    .filter(told -> isUsable(told.at()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Told atZone(LocalDateTime local, Optional<Told> before) {
        LocalTime time = LocalTime.of(local, zone);
        if (time.doubt().isEmpty()) {
            return new Told(time.at(), Optional.empty());
        }
        Doubt doubt = time.doubt().get();
        double apart = doubt.measures().get("otherCandidateSeconds");
        Instant later = time.at().plusSeconds((long) apart);
        boolean passed = before.filter(row -> time.at().isBefore(row.at())).isPresent();
        if (!passed) {
            return new Told(time.at(), follows(before, time.at()) ? Optional.empty() : Optional.of(doubt));
        }
        boolean repeats = zone.getRules().getValidOffsets(local).size() == 2; // it went back: this is the second pass
        return new Told(
                later,
                repeats || follows(before, later)
                        ? Optional.empty()
                        : Optional.of(
                                new Doubt(doubt.flag(), doubt.reason(), Map.of("otherCandidateSeconds", -apart))));
    }

    private static boolean follows(Optional<Told> before, Instant at) {
        return before.filter(
                        row -> row.isCertain() && Duration.between(row.at(), at).compareTo(CLOSE) <= 0)
                .isPresent();
    }

    private static boolean isUsable(Instant at) {
        int year = at.atOffset(ZoneOffset.UTC).getYear();
        return year >= EARLIEST_YEAR && year < LATEST_YEAR;
    }
}
