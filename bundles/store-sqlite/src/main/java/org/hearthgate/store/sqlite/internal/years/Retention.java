package org.hearthgate.store.sqlite.internal.years;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.store.sqlite.internal.Setting;

/** How long each kind of row is kept, checked: a slip of a finger must not cost a family its record. */
final class Retention {
    /** Whatever is configured, nothing newer goes: a month's report and the rules' windows stay whole. */
    static final Duration FLOOR = Duration.ofDays(35);

    static final String PID = "org.hearthgate.store.sqlite.years";

    private final Map<ObservationKind, Duration> dropped = new EnumMap<>(ObservationKind.class);
    private final Optional<Duration> rawForms;
    private final Optional<Duration> heartRates;
    private final Optional<Duration> steps;
    private final Optional<Duration> receipts;
    private final Duration grace;
    private final long budgetOctets;

    Retention(YearsConfig config) {
        rawForms = kept("rawFormDays", config.rawFormDays());
        heartRates = kept("heartRateDays", config.heartRateDays());
        steps = kept("stepDays", config.stepDays());
        Optional<Duration> glucose = kept("glucoseDays", config.glucoseDays());
        Optional<Duration> treatments = kept("treatmentDays", config.treatmentDays());
        Optional<Duration> notes = kept("noteDays", config.noteDays());
        Optional<Duration> events = kept("deviceEventDays", config.deviceEventDays());
        Optional<Duration> vitals = kept("vitalDays", config.vitalDays());
        for (ObservationKind kind : ObservationKind.values()) {
            Optional<Duration> days =
                    switch (kind) {
                        case GLUCOSE, CAPILLARY_GLUCOSE, KETONE, SENSOR_ARTEFACT -> glucose;
                        case INSULIN_DOSE, CARBOHYDRATE_INTAKE -> treatments;
                        case NOTE -> notes;
                        case DEVICE_EVENT -> events;
                        case HEART_RATE, HEART_RATE_SUMMARY, STEP_COUNT -> Optional.empty();
                        default -> vitals;
                    };
            days.ifPresent(duration -> dropped.put(kind, duration));
        }
        receipts = kept("receiptDays", config.receiptDays());
        grace = Duration.ofDays(Setting.within(PID, "graceDays", config.graceDays(), 1, 3650));
        budgetOctets = Setting.within(PID, "budgetMebibytes", config.budgetMebibytes(), 16, 1 << 20) * 1024L * 1024;
    }

    private static Optional<Duration> kept(String key, int days) {
        if (days == 0) {
            return Optional.empty();
        }
        if (days < FLOOR.toDays()) {
            throw new IllegalArgumentException(PID + ": '" + key + "' must be 0 (for ever) or at least "
                    + FLOOR.toDays() + ", was " + days + "; nothing of the record is touched until it is corrected");
        }
        return Optional.of(Duration.ofDays(days));
    }

    /** {@return the kinds that are dropped, and when} */
    Map<ObservationKind, Duration> dropped() {
        return Map.copyOf(dropped);
    }

    Optional<Duration> rawForms() {
        return rawForms;
    }

    /** {@return when rows of this kind are rolled up; empty: never} */
    Optional<Duration> rolledUp(ObservationKind kind) {
        return kind == ObservationKind.HEART_RATE
                ? heartRates
                : kind == ObservationKind.STEP_COUNT ? steps : Optional.empty();
    }

    Optional<Duration> receipts() {
        return receipts;
    }

    Duration grace() {
        return grace;
    }

    long budgetOctets() {
        return budgetOctets;
    }
}
