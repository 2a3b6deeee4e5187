package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where an observation came from: whose it is, which device made it, on which two clocks.
 *
 * @param person whose body it is about
 * @param device which device measured, as its adapter names it
 * @param measuredAt when the device measured, mapped once to the hub's time line by the adapter; to the millisecond
 * @param deviceOffset the device's own offset from UTC where it tells one
 * @param receivedAt when the hub heard of it, on the hub's clock; to the millisecond
 * @param sequence the device's own record number or session offset, where it has one; then it, not the time, is the identity
 * @param quality the doubts
 * @param provenance adapter and raw form
 */
public record Origin(
        PersonId person,
        DeviceId device,
        Instant measuredAt,
        Optional<ZoneOffset> deviceOffset,
        Instant receivedAt,
        OptionalLong sequence,
        Quality quality,
        Provenance provenance) {

    public Origin {
        requireNonNull(person, "person");
        requireNonNull(device, "device");
        measuredAt = Instant.ofEpochMilli(measuredAt.toEpochMilli());
        requireNonNull(deviceOffset, "deviceOffset");
        receivedAt = Instant.ofEpochMilli(receivedAt.toEpochMilli());
        requireNonNull(sequence, "sequence");
        requireNonNull(quality, "quality");
        requireNonNull(provenance, "provenance");
    }

    /** {@return an origin without device offset, sequence or doubts} */
    public static Origin of(
            PersonId person, DeviceId device, Instant measuredAt, Instant receivedAt, Provenance provenance) {
        return new Origin(
                person,
                device,
                measuredAt,
                Optional.empty(),
                receivedAt,
                OptionalLong.empty(),
                Quality.GOOD,
                provenance);
    }

    public Origin withSequence(long number) {
        return new Origin(
                person, device, measuredAt, deviceOffset, receivedAt, OptionalLong.of(number), quality, provenance);
    }

    public Origin withDeviceOffset(ZoneOffset offset) {
        return new Origin(person, device, measuredAt, Optional.of(offset), receivedAt, sequence, quality, provenance);
    }

    public Origin withQuality(Quality other) {
        return new Origin(person, device, measuredAt, deviceOffset, receivedAt, sequence, other, provenance);
    }

    public Origin withMeasuredAt(Instant other) {
        return new Origin(person, device, other, deviceOffset, receivedAt, sequence, quality, provenance);
    }

    public Origin withReceivedAt(Instant other) {
        return new Origin(person, device, measuredAt, deviceOffset, other, sequence, quality, provenance);
    }

    public Origin withDoubt(Doubt doubt) {
        return withQuality(quality.with(doubt));
    }

    public Origin withDoubt(Doubt.Flag flag, String reason) {
        return withQuality(quality.with(flag, reason));
    }
}
