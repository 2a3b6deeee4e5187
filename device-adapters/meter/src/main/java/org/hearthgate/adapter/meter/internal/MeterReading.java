package org.hearthgate.adapter.meter.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.MedicalFloat;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Ketone;
import org.hearthgate.api.observation.LocalTime;
import org.hearthgate.api.observation.Note;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.RawForm;

/** Makes observations out of one record of a meter and its context, or says why none can be made. Pure. */
final class MeterReading {
    /** 1 mmol/L of glucose in mg/dL. */
    private static final BigDecimal MG_PER_DL_OF_MMOL = new BigDecimal("18.0182");

    private static final Duration WARNS_NOBODY = Duration.ofMinutes(15);
    private static final long BATTERY_EVENT = 1L << 60;
    private static final int INTERSTITIAL_FLUID = 9;
    private static final int LAST_TYPE = 10;
    private static final Set<Annunciation> FAILED = EnumSet.of(
            Annunciation.SENSOR_MALFUNCTION,
            Annunciation.SAMPLE_SIZE_INSUFFICIENT,
            Annunciation.STRIP_INSERTION_ERROR,
            Annunciation.STRIP_TYPE_INCORRECT,
            Annunciation.TEMPERATURE_TOO_HIGH,
            Annunciation.TEMPERATURE_TOO_LOW,
            Annunciation.READ_INTERRUPTED,
            Annunciation.GENERAL_FAULT);

    private final MeterMeasurement measurement;
    private final Optional<MeterContext> context;
    private final MeterSettings settings;
    private final Origin origin;

    private MeterReading(
            MeterMeasurement measurement, Optional<MeterContext> context, MeterSettings settings, Origin origin) {
        this.measurement = measurement;
        this.context = context;
        this.settings = settings;
        this.origin = origin;
    }

    /**
     * {@return what this record says, the measured value first}
     *
     * @param zone of the household, in which the meter's clock was set
     * @throws FrameException if nothing was measured; the message is the reason
     */
    static List<Observation> of(
            MeterMeasurement measurement,
            Optional<MeterContext> context,
            MeterSettings settings,
            ZoneId zone,
            Instant receivedAt)
            throws FrameException {
        LocalDateTime local =
                measurement.local().orElseThrow(() -> new FrameException("no date: the meter's clock was never set"));
        LocalTime time = LocalTime.of(local, zone);
        Origin origin = time.onto(Origin.of(
                        settings.person(),
                        settings.device(),
                        time.at(),
                        receivedAt,
                        Provenance.of(MeterAdapter.NAME, measurement.raw()))
                .withSequence(measurement.identity()));
        if (measurement.says(Annunciation.TIME_FAULT)) {
            origin = origin.withDoubt(Doubt.Flag.AMBIGUOUS_TIME, "the meter says that its clock may be wrong");
        }
        if (Duration.between(time.at(), receivedAt).compareTo(WARNS_NOBODY) > 0) {
            origin = origin.withDoubt(Doubt.Flag.LATE, "kept in the meter until it was read");
        }
        return new MeterReading(measurement, context, settings, origin).observations();
    }

    private List<Observation> observations() throws FrameException {
        MeterMeasurement.Sample sample =
                measurement.sample().orElseThrow(() -> new FrameException("a record without a value"));
        var made = new ArrayList<Observation>();
        try {
            made.add(
                    sample.controlSolution()
                            ? new DeviceEvent(origin, DeviceEvent.Event.OTHER, "Control solution was measured")
                            : measured(sample));
            if (measurement.says(Annunciation.BATTERY_LOW)) {
                made.add(batteryLow());
            }
            if (context.isPresent() && !sample.controlSolution()) {
                entered(context.get(), made);
            }
        } catch (IllegalArgumentException e) {
            throw new FrameException("no meter measures such a value", e);
        }
        return made;
    }

    /** One a day is enough. */
    private DeviceEvent batteryLow() {
        long day = Math.max(0, origin.measuredAt().getEpochSecond() / 86_400);
        return new DeviceEvent(
                origin.withSequence(BATTERY_EVENT | day), DeviceEvent.Event.BATTERY_LOW, "The meter's battery is low");
    }

    private Observation measured(MeterMeasurement.Sample sample) throws FrameException {
        for (Annunciation failure : FAILED) {
            if (measurement.says(failure)) {
                throw new FrameException("a failed measurement (" + failure.word() + ")");
            }
        }
        if (sample.type() == INTERSTITIAL_FLUID) {
            throw new FrameException("interstitial fluid is no fingerstick");
        }
        boolean mealSix = context.map(MeterContext::meal)
                .filter(meal -> meal.isPresent() && meal.getAsInt() == MeterContext.MEAL_SIX)
                .isPresent();
        if (mealSix && !settings.ketoneByMealSix()) {
            throw new FrameException(
                    "meal code 6 has no meaning; on a CareSens Dual it marks a ketone: set ketoneByMealSix");
        }
        if (settings.ketoneByMealSix() && measurement.contextFollows() && context.isEmpty()) {
            throw new FrameException("its context did not come, and without it a ketone looks like glucose");
        }
        return mealSix ? ketone(sample) : glucose(sample);
    }

    private Ketone ketone(MeterMeasurement.Sample sample) throws FrameException {
        if (sample.molar()) {
            throw new FrameException("a ketone by meal code 6 comes in kg/L");
        }
        BigDecimal tenths = sample.concentration()
                .times(MeterJson.MG_PER_DL)
                .number()
                .orElseThrow(() -> new FrameException(
                        "no ketone value (" + sample.concentration().kind() + ")"));
        return new Ketone(origin, tenths.movePointLeft(1).doubleValue());
    }

    private CapillaryGlucose glucose(MeterMeasurement.Sample sample) throws FrameException {
        MedicalFloat.Kind kind = sample.concentration().kind();
        boolean above = kind == MedicalFloat.Kind.POSITIVE_INFINITY || measurement.says(Annunciation.RESULT_TOO_HIGH);
        boolean below = kind == MedicalFloat.Kind.NEGATIVE_INFINITY || measurement.says(Annunciation.RESULT_TOO_LOW);
        if (kind == MedicalFloat.Kind.NAN || kind == MedicalFloat.Kind.NRES || kind == MedicalFloat.Kind.RESERVED) {
            throw new FrameException("no glucose value (" + kind + ")");
        }
        if (above && below) {
            throw new FrameException("both above and below what the meter can measure");
        }
        boolean said = sample.type() > 0 && sample.type() <= LAST_TYPE;
        Origin known = said ? origin : origin.withDoubt(Doubt.Flag.NOISY, "The meter does not say what it measured");
        double mgPerDl = mgPerDl(sample).map(BigDecimal::doubleValue).orElse(Double.NaN);
        if (above) {
            double edge = settings.highMgPerDl();
            return new CapillaryGlucose(
                    known, Double.isNaN(mgPerDl) ? edge : Math.max(mgPerDl, edge), Bound.ABOVE_RANGE);
        }
        if (below) {
            double edge = settings.lowMgPerDl();
            return new CapillaryGlucose(
                    known, Double.isNaN(mgPerDl) ? edge : Math.min(mgPerDl, edge), Bound.BELOW_RANGE);
        }
        return new CapillaryGlucose(known, mgPerDl, Bound.EXACT);
    }

    /** Exact until the record rounds it to hundredths. */
    private static Optional<BigDecimal> mgPerDl(MeterMeasurement.Sample sample) {
        return sample.molar()
                ? sample.concentration()
                        .times(MeterJson.MMOL_PER_L)
                        .times(MG_PER_DL_OF_MMOL)
                        .number()
                : sample.concentration().times(MeterJson.MG_PER_DL).number();
    }

    private void entered(MeterContext entry, List<Observation> made) {
        Origin origin = from(entry.raw());
        entry.carbohydrate()
                .flatMap(eaten ->
                        eaten.kilograms().times(BigDecimal.valueOf(1000)).number())
                .map(BigDecimal::doubleValue)
                .filter(grams -> grams > 0 && grams <= 500)
                .ifPresent(grams -> made.add(new CarbohydrateIntake(origin, grams, Optional.empty())));
        Optional<InsulinDose> dose = entry.medication().flatMap(given -> dose(given, origin));
        dose.ifPresent(made::add);
        String text = ContextText.of(entry, dose.isEmpty());
        if (!text.isEmpty()) {
            made.add(new Note(origin, text));
        }
    }

    private Origin from(RawForm raw) {
        return new Origin(
                origin.person(),
                origin.device(),
                origin.measuredAt(),
                origin.deviceOffset(),
                origin.receivedAt(),
                origin.sequence(),
                origin.quality(),
                Provenance.of(MeterAdapter.NAME, raw));
    }

    /** A volume of insulin is a dose only where its strength is known, and a mixed one is neither bolus nor basal. */
    private Optional<InsulinDose> dose(MeterContext.Medication given, Origin origin) {
        Optional<InsulinDose.Purpose> purpose =
                switch (given.kind()) {
                    case 1, 2 -> Optional.of(InsulinDose.Purpose.BOLUS);
                    case 3, 4 -> Optional.of(InsulinDose.Purpose.BASAL);
                    default -> Optional.empty();
                };
        if (purpose.isEmpty() || !given.litres() || settings.insulinUnitsPerMillilitre() == 0) {
            return Optional.empty();
        }
        return given.amount()
                .times(BigDecimal.valueOf(1000L * settings.insulinUnitsPerMillilitre()))
                .number()
                .map(BigDecimal::doubleValue)
                .filter(units -> units > 0 && units <= 150)
                .map(units -> new InsulinDose(origin, units, purpose.get(), Optional.empty()));
    }
}
