package org.hearthgate.adapter.simulator.internal.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Reads the time of a row: a local minute or second in the zone of the replay, or an instant with its own offset. */
final class RowTime {
    private static final int EARLIEST_YEAR = 2000;
    private static final int LATEST_YEAR = 2100;

    private final ZoneId zone;

    RowTime(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * {@return the instant, or empty when this is no time between 2000 and 2100}
     *
     * @param previous of the row before: in the hour that a clock change repeats, the second time round is meant once the first has passed
     */
    Optional<Instant> parse(String text, Optional<Instant> previous) {
        String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
        try {
            boolean hasOffset = iso.endsWith("Z") || iso.indexOf('+', 10) > 0 || iso.indexOf('-', 10) > 0;
            return Optional.of(
                            hasOffset
                                    ? OffsetDateTime.parse(iso).toInstant()
                                    : atZone(LocalDateTime.parse(iso), previous))
                    .filter(RowTime::isUsable);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Instant atZone(LocalDateTime local, Optional<Instant> previous) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        Instant first = local.atZone(zone).toInstant();
        boolean passed = previous.filter(before -> !first.isAfter(before)).isPresent();
        return offsets.size() == 2 && passed ? local.toInstant(offsets.get(1)) : first;
    }

    private static boolean isUsable(Instant at) {
        int year = at.atOffset(ZoneOffset.UTC).getYear();
        return year >= EARLIEST_YEAR && year < LATEST_YEAR;
    }
}
