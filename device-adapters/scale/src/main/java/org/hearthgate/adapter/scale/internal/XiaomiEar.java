package org.hearthgate.adapter.scale.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.hearthgate.adapter.conversation.Refusals;
import org.hearthgate.api.gatt.Advertisement;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattUuid;
import org.hearthgate.api.ieee11073.FrameException;

/**
 * Listens to one Xiaomi scale, which is never connected. Called on the link's thread: it decides at once what a packet is, and whatever
 * asks the record runs on the executor.
 */
final class XiaomiEar implements Consumer<Advertisement> {
    static final UUID WEIGHT_SCALE = GattUuid.of(0x181D);
    static final UUID BODY_COMPOSITION = GattUuid.of(0x181B);

    private final BluetoothAddress address;
    private final WeighingReader reader;
    private final WeighingIntake intake;
    private final Refusals refusals;
    private final Executor executor;
    private final XiaomiScale scale = new XiaomiScale();
    private Optional<ScaleFrame> heard = Optional.empty();
    private Optional<ScaleFrame> refused = Optional.empty();
    private Optional<ScaleFrame> weighed = Optional.empty();
    private Instant weighedAt = Instant.EPOCH;
    private volatile Optional<Instant> heardAt = Optional.empty();

    XiaomiEar(
            BluetoothAddress address,
            WeighingReader reader,
            WeighingIntake intake,
            Refusals refusals,
            Executor executor) {
        this.address = address;
        this.reader = reader;
        this.intake = intake;
        this.refusals = refusals;
        this.executor = executor;
    }

    @Override
    public synchronized void accept(Advertisement said) {
        if (!said.address().equals(address)) {
            return;
        }
        heardAt = Optional.of(said.heardAt());
        frame(said).filter(frame -> !Optional.of(frame).equals(heard)).ifPresent(frame -> {
            heard = Optional.of(frame);
            hear(frame, said.heardAt());
        });
    }

    /** {@return when the scale last said anything, on the hub's clock} */
    Optional<Instant> heardAt() {
        return heardAt;
    }

    private static Optional<ScaleFrame> frame(Advertisement said) {
        byte[] second = said.serviceData().get(BODY_COMPOSITION);
        if (second != null) {
            return Optional.of(new ScaleFrame(ScaleFrame.Kind.MI_SCALE_2, second));
        }
        byte[] first = said.serviceData().get(WEIGHT_SCALE);
        return first == null ? Optional.empty() : Optional.of(new ScaleFrame(ScaleFrame.Kind.MI_SCALE_1, first));
    }

    private void hear(ScaleFrame frame, Instant at) {
        XiaomiWeighing packet;
        try {
            packet = frame.kind() == ScaleFrame.Kind.MI_SCALE_1
                    ? XiaomiDecoder.scale1(frame.octets())
                    : XiaomiDecoder.scale2(frame.octets());
        } catch (FrameException e) {
            refuse(frame, at, e.getMessage());
            return;
        }
        boolean clockRight = reader.believed(packet.time(), at).isPresent();
        switch (scale.hear(packet, clockRight, at)) {
            case NOTHING -> {}
            case NEW -> {
                weighed = Optional.of(frame);
                weighedAt = at;
                hand(List.of(frame), at);
            }
            // with the frame before it, so that both have one time, also where the scale's clock is wrong
            case IMPEDANCE -> hand(weighed.map(first -> List.of(first, frame)).orElse(List.of(frame)), weighedAt);
            case PERHAPS_OLD ->
                refuse(
                        frame,
                        at,
                        "may be an old weight: the first packet since the hub started, and its clock is wrong");
        }
    }

    private void hand(List<ScaleFrame> frames, Instant at) {
        try {
            executor.execute(() -> intake.take(frames, at));
        } catch (RejectedExecutionException e) {
            refusals.refuse(at, "the scale told more weights than anybody could look up", ScaleFrame.joined(frames));
        }
    }

    private void refuse(ScaleFrame frame, Instant at, String reason) {
        if (!Optional.of(frame).equals(refused)) {
            refused = Optional.of(frame);
            refusals.refuse(at, reason, frame.raw());
        }
    }
}
