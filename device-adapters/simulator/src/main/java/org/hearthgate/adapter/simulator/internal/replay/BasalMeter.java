package org.hearthgate.adapter.simulator.internal.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Adds up what a pump gives, from the rates that its log names now and then, into one dose an hour. Used by one thread at a time. */
final class BasalMeter {
    private static final Duration DOSE_EVERY = Duration.ofHours(1);
    private static final Duration BELIEVED_FOR = Duration.ofHours(24);
    private static final double SMALLEST_UNITS = 0.01;

    private Optional<Instant> last = Optional.empty();
    private Instant rateSaidAt = Instant.EPOCH;
    private Instant dosedAt = Instant.EPOCH;
    private double unitsPerHour;
    private double units;

    /**
     * {@return the dose to record at this time, in units}
     *
     * @param rate U/h from now on, where the log names one; one that is a day old is not believed any more
     */
    Optional<Double> at(Instant now, Optional<Double> rate) {
        Instant believedUntil = rateSaidAt.plus(BELIEVED_FOR);
        last.ifPresent(before -> {
            Instant until = now.isAfter(believedUntil) ? believedUntil : now;
            if (until.isAfter(before)) {
                units += unitsPerHour * Duration.between(before, until).toSeconds() / 3600;
            }
        });
        if (rate.isPresent()) {
            unitsPerHour = rate.get();
            rateSaidAt = now;
            dosedAt = last.isEmpty() ? now : dosedAt;
            last = Optional.of(now);
        } else if (last.isPresent()) {
            last = Optional.of(now);
        }
        if (Duration.between(dosedAt, now).compareTo(DOSE_EVERY) < 0 || units < SMALLEST_UNITS) {
            return Optional.empty();
        }
        double dose = Math.floor(units * 100) / 100;
        units -= dose;
        dosedAt = now;
        return Optional.of(dose);
    }
}
