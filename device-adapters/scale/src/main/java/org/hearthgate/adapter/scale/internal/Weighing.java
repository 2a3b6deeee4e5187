package org.hearthgate.adapter.scale.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.hearthgate.api.observation.BodyComposition;
import org.hearthgate.api.observation.BodyWeight;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.LocalTime;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;

/**
 * Somebody stood on the scale: what it measured, before it is known who it was. In kilograms, exact.
 *
 * @param device the scale
 * @param receivedAt when the hub heard of it, on the hub's clock
 * @param told when, by the scale's clock; empty where it has none or one that is plainly wrong, then {@code receivedAt} counts
 * @param user whom the scale means
 * @param kilograms of the body
 * @param counted whether that weight is a measurement of its own, not only told beside a composition
 * @param composition what else it measured
 * @param frames as they came
 */
record Weighing(
        DeviceId device,
        Instant receivedAt,
        Optional<LocalTime> told,
        Optional<UserIndex> user,
        Optional<BigDecimal> kilograms,
        boolean counted,
        Optional<Composition> composition,
        List<ScaleFrame> frames) {
    static final String ADAPTER = "scale";

    private static final Duration ONE_WEIGHING = Duration.ofMinutes(2);

    Weighing {
        frames = List.copyOf(frames);
    }

    /** What a scale makes of the impedance. */
    record Composition(
            Optional<BigDecimal> fatPercent,
            Optional<BigDecimal> muscleKilograms,
            Optional<BigDecimal> waterKilograms,
            OptionalInt impedanceOhm) {
        boolean empty() {
            return fatPercent.isEmpty()
                    && muscleKilograms.isEmpty()
                    && waterKilograms.isEmpty()
                    && impedanceOhm.isEmpty();
        }
    }

    Instant measuredAt() {
        return told.map(LocalTime::at).orElse(receivedAt);
    }

    /** {@return whether both are of one person's one visit to the scale} */
    boolean sameVisitAs(Weighing other) {
        boolean sameWeight = kilograms.isEmpty()
                || other.kilograms.isEmpty()
                || kilograms.get().compareTo(other.kilograms.get()) == 0;
        boolean sameTime = measuredAt().equals(other.measuredAt())
                || Duration.between(other.measuredAt(), measuredAt()).abs().compareTo(ONE_WEIGHING) <= 0
                        && (kilograms.isEmpty() || other.kilograms.isEmpty() || told.isEmpty() || other.told.isEmpty());
        boolean sameUser = user.isEmpty() || other.user.isEmpty() || user.equals(other.user);
        return device.equals(other.device) && sameUser && sameWeight && sameTime;
    }

    /**
     * {@return what goes into this person's record}
     *
     * @throws IllegalArgumentException if a value is none that a body has
     */
    List<Observation> of(PersonId person) {
        Origin plain =
                Origin.of(person, device, receivedAt, receivedAt, Provenance.of(ADAPTER, ScaleFrame.joined(frames)));
        Origin origin = told.map(time -> time.onto(plain)).orElse(plain);
        var observations = new ArrayList<Observation>();
        kilograms
                .filter(weight -> counted)
                .ifPresent(weight -> observations.add(new BodyWeight(origin, weight.doubleValue())));
        composition
                .filter(measured -> !measured.empty())
                .ifPresent(measured -> observations.add(new BodyComposition(
                        origin,
                        number(measured.fatPercent()),
                        number(measured.muscleKilograms()),
                        number(measured.waterKilograms()),
                        measured.impedanceOhm())));
        return observations;
    }

    /** {@return for the family's eye: what was measured, with its unit} */
    String reading() {
        return kilograms
                .map(weight -> weight.setScale(2, RoundingMode.HALF_UP) + " kg")
                .orElse("Body composition");
    }

    private static OptionalDouble number(Optional<BigDecimal> value) {
        return value.map(known -> OptionalDouble.of(known.doubleValue())).orElse(OptionalDouble.empty());
    }
}
