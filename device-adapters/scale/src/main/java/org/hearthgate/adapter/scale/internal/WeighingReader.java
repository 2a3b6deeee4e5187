package org.hearthgate.adapter.scale.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hearthgate.api.ieee11073.DeviceDateTime;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.LocalTime;
import org.hearthgate.api.observation.PersonId;

/** Makes one weighing of the frames that belong to it. Pure: the same frames always give the same weighing, also after a restart. */
final class WeighingReader {
    private static final int MOST_FRAMES = 8;
    /** Only to try whether the values are a body's. */
    private static final PersonId ANYBODY = new PersonId("anybody");

    private final DeviceId device;
    private final ZoneId zone;
    private final Duration clockTolerance;

    /**
     * @param zone of the home, which is that of the scale's clock
     * @param clockTolerance how far an advertising scale's clock may be from the hub's; beyond, it was never set
     */
    WeighingReader(DeviceId device, ZoneId zone, Duration clockTolerance) {
        this.device = device;
        this.zone = zone;
        this.clockTolerance = clockTolerance;
    }

    /**
     * Reads frames of one weighing, in order of arrival.
     *
     * @throws FrameException if they are not such frames, or nothing was measured
     */
    Weighing read(List<ScaleFrame> frames, Instant receivedAt) throws FrameException {
        if (frames.isEmpty() || frames.size() > MOST_FRAMES) {
            throw new FrameException("a weighing has 1 to " + MOST_FRAMES + " frames");
        }
        Weighing weighing = read(frames.get(0), receivedAt);
        for (ScaleFrame frame : frames.subList(1, frames.size())) {
            weighing = both(weighing, read(frame, receivedAt));
        }
        if (weighing.of(ANYBODY).isEmpty()) {
            throw new FrameException("nothing was measured");
        }
        return weighing;
    }

    /** {@return whether an advertising scale's clock can be believed now} */
    Optional<LocalTime> believed(DeviceDateTime time, Instant receivedAt) {
        return time.local()
                .map(local -> LocalTime.of(local, zone))
                .filter(mapped -> mapped.doubt().isEmpty())
                .filter(mapped ->
                        Duration.between(mapped.at(), receivedAt).abs().compareTo(clockTolerance) <= 0);
    }

    private Weighing read(ScaleFrame frame, Instant receivedAt) throws FrameException {
        Weighing weighing =
                switch (frame.kind()) {
                    case WEIGHT -> weight(frame, receivedAt);
                    case COMPOSITION, COMPOSITION_BESIDE_WEIGHT -> composition(frame, receivedAt);
                    case MI_SCALE_1 -> xiaomi(frame, XiaomiDecoder.scale1(frame.octets()), receivedAt);
                    case MI_SCALE_2 -> xiaomi(frame, XiaomiDecoder.scale2(frame.octets()), receivedAt);
                };
        try {
            weighing.of(ANYBODY);
        } catch (IllegalArgumentException e) {
            throw new FrameException("no body has such a value", e);
        }
        return weighing;
    }

    private Weighing weight(ScaleFrame frame, Instant receivedAt) throws FrameException {
        WeightMeasurement told = ScaleDecoder.weight(frame.octets());
        BigDecimal weight = told.weight().orElseThrow(() -> new FrameException("the scale says that it failed"));
        return new Weighing(
                device,
                receivedAt,
                mapped(told.time()),
                told.user().filter(UserIndex::known),
                Optional.of(told.unit().toKilograms(weight)),
                true,
                Optional.empty(),
                List.of(frame));
    }

    private Weighing composition(ScaleFrame frame, Instant receivedAt) throws FrameException {
        BodyCompositionMeasurement told = ScaleDecoder.bodyComposition(frame.octets());
        if (told.fatPercent().isEmpty()) {
            throw new FrameException("the scale says that it failed");
        }
        WeightUnit unit = told.unit();
        return new Weighing(
                device,
                receivedAt,
                mapped(told.time()),
                told.user().filter(UserIndex::known),
                told.weight().map(unit::toKilograms),
                frame.kind() == ScaleFrame.Kind.COMPOSITION,
                Optional.of(new Weighing.Composition(
                        told.fatPercent(),
                        told.muscle().map(unit::toKilograms),
                        told.water().map(unit::toKilograms),
                        told.impedanceOhm()
                                .map(ohm -> OptionalInt.of(
                                        ohm.setScale(0, RoundingMode.HALF_UP).intValueExact()))
                                .orElse(OptionalInt.empty()))),
                List.of(frame));
    }

    private Weighing xiaomi(ScaleFrame frame, XiaomiWeighing told, Instant receivedAt) {
        return new Weighing(
                device,
                receivedAt,
                believed(told.time(), receivedAt),
                Optional.empty(),
                Optional.of(told.kilograms()),
                true,
                Optional.of(new Weighing.Composition(
                        Optional.empty(), Optional.empty(), Optional.empty(), told.impedanceOhm())),
                List.of(frame));
    }

    /** A time that no calendar has is none; whether the clock is right is judged where all times are. */
    private Optional<LocalTime> mapped(Optional<DeviceDateTime> time) {
        return time.flatMap(DeviceDateTime::local).map(local -> LocalTime.of(local, zone));
    }

    private Weighing both(Weighing first, Weighing then) {
        var frames = new ArrayList<>(first.frames());
        frames.addAll(then.frames());
        return new Weighing(
                device,
                first.receivedAt(),
                first.told().or(then::told),
                first.user().or(then::user),
                first.kilograms().or(then::kilograms),
                first.counted() || then.counted(),
                merged(first.composition(), then.composition()),
                frames);
    }

    private static Optional<Weighing.Composition> merged(
            Optional<Weighing.Composition> first, Optional<Weighing.Composition> then) {
        if (first.isEmpty() || then.isEmpty()) {
            return first.or(() -> then);
        }
        Weighing.Composition before = first.get();
        Weighing.Composition after = then.get();
        return Optional.of(new Weighing.Composition(
                after.fatPercent().or(before::fatPercent),
                after.muscleKilograms().or(before::muscleKilograms),
                after.waterKilograms().or(before::waterKilograms),
                after.impedanceOhm().isPresent() ? after.impedanceOhm() : before.impedanceOhm()));
    }
}
