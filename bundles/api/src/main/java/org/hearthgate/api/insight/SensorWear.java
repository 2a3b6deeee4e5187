package org.hearthgate.api.insight;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much of a stretch the sensor told, so that nobody reads two days as two weeks.
 *
 * @param days local days that the stretch touches
 * @param daysWorn local days with at least one reading (LOINC 104636-6)
 * @param readings how many there are; of several at one instant the mean is one reading
 * @param usualStep the middle one of all steps from reading to reading, in whole minutes, at least one; empty below two readings
 * @param activePercent share of the readings that are there between the first and the last, at the usual step (LOINC 104637-4); empty below
 *     two readings
 * @param coveredPercent share of the whole stretch for which a reading stands
 * @param eventDays how much is known on the grid that events are counted on, in days of 24 hours
 */
public record SensorWear(
        int days,
        int daysWorn,
        int readings,
        Optional<Duration> usualStep,
        OptionalDouble activePercent,
        double coveredPercent,
        double eventDays) {
    /** What the consensus asks of a report: so many days (Battelino 2019). */
    public static final int REPORT_DAYS = 14;

    /** And so much of them. */
    public static final double REPORT_PERCENT = 70;

    public SensorWear {
        requireNonNull(usualStep, "usualStep");
        if (days < 1 || daysWorn < 0 || daysWorn > days || readings < daysWorn) {
            throw new IllegalArgumentException(
                    "of " + days + " days " + daysWorn + " cannot be worn with " + readings + " readings");
        }
        if (activePercent.isPresent()) {
            Figure.percent("activePercent", activePercent.getAsDouble());
        }
        Figure.percent("coveredPercent", coveredPercent);
        Figure.finite("eventDays", eventDays);
    }

    /** {@return whether the figures may be called those of a report: 14 days or more, 70 % of them covered. A flag, never a refusal} */
    public boolean enoughForReport() {
        return days >= REPORT_DAYS && coveredPercent >= REPORT_PERCENT;
    }
}
