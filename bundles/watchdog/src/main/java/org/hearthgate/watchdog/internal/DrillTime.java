package org.hearthgate.watchdog.internal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;

/** When a day's drill is due: as the wall's time passes the hour that the home has set, also where a night jumps over it. */
final class DrillTime {
    /** A wall clock that leaps further was set, and the hour it leapt over was not lived through. */
    private static final Duration LIVED = Duration.ofHours(2);

    private final Optional<LocalTime> at;
    private Optional<LocalDateTime> lookedAt = Optional.empty();
    private Optional<Duration> ranAt = Optional.empty();

    /** @param setting as {@code 17:00}; empty: never */
    DrillTime(String setting) {
        try {
            at = setting.isBlank() ? Optional.empty() : Optional.of(LocalTime.parse(setting.strip()));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "dailyAt must be a time like 17:00, or empty for never, was '" + setting + "'", e);
        }
    }

    /**
     * {@return whether the hour has come since the last look}
     *
     * @param local the home's wall time
     * @param elapsed the hub's running time, so that an hour that a night has twice is drilled once
     */
    boolean isDue(LocalDateTime local, Duration elapsed) {
        Optional<LocalDateTime> before = lookedAt;
        lookedAt = Optional.of(local);
        if (at.isEmpty() || before.isEmpty()) {
            return false;
        }
        LocalDateTime due = local.toLocalDate().atTime(at.get());
        if (due.isAfter(local)) {
            due = due.minusDays(1);
        }
        boolean passed = before.get().isBefore(due)
                && Duration.between(before.get(), local).compareTo(LIVED) <= 0;
        boolean again =
                ranAt.filter(then -> elapsed.minus(then).compareTo(LIVED) < 0).isPresent();
        if (passed && !again) {
            ranAt = Optional.of(elapsed);
            return true;
        }
        return false;
    }
}
