package org.hearthgate.adapter.scale.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells a new weighing from the many packets that repeat the last one. A Xiaomi scale says the same for minutes, once more without the
 * load, and the first packet that a hub hears after its start may be days old. One thread.
 */
final class XiaomiScale {
    private static final Duration ONE_WEIGHING = Duration.ofSeconds(30);
    /** An impedance takes some seconds longer than the weight. */
    private static final Duration UNTIL_IMPEDANCE = Duration.ofSeconds(90);

    private static final BigDecimal WAVERING_KILOGRAMS = new BigDecimal("0.1");

    private Optional<XiaomiWeighing> heard = Optional.empty();
    private Optional<XiaomiWeighing> accepted = Optional.empty();
    private Instant acceptedAt = Instant.EPOCH;
    private boolean loaded;

    /** What a packet means. */
    enum Verdict {
        /** Not final, without a load, or a repetition. */
        NOTHING,
        /** Somebody was weighed. */
        NEW,
        /** The impedance of the one who was weighed last. */
        IMPEDANCE,
        /** A weight of which nobody knows how old it is. */
        PERHAPS_OLD
    }

    /**
     * Hears one packet.
     *
     * @param clockRight whether the time in it is about now
     */
    Verdict hear(XiaomiWeighing packet, boolean clockRight, Instant receivedAt) {
        boolean changed = heard.isPresent() && !heard.get().sameAs(packet);
        heard = Optional.of(packet);
        if (!packet.stabilised() || packet.removed()) {
            loaded |= !packet.removed();
            return Verdict.NOTHING;
        }
        if (accepted.isPresent() && repeats(accepted.get(), packet, receivedAt)) {
            if (packet.impedanceOhm().isPresent()
                    && accepted.get().impedanceOhm().isEmpty()) {
                accepted = Optional.of(packet);
                return Verdict.IMPEDANCE;
            }
            return Verdict.NOTHING;
        }
        // a load that came, another packet than before, or the scale's own clock prove that it is of now
        if (!loaded && !changed && !clockRight) {
            return Verdict.PERHAPS_OLD;
        }
        loaded = false;
        accepted = Optional.of(packet);
        acceptedAt = receivedAt;
        return Verdict.NEW;
    }

    private boolean repeats(XiaomiWeighing before, XiaomiWeighing packet, Instant receivedAt) {
        Duration since = Duration.between(acceptedAt, receivedAt);
        BigDecimal apart = before.kilograms().subtract(packet.kilograms()).abs();
        if (before.sameAs(packet)) {
            // a clock that stands still tells two equal weighings apart only by the load that came between them
            return !loaded || since.compareTo(ONE_WEIGHING) <= 0;
        }
        return since.compareTo(ONE_WEIGHING) <= 0 && apart.compareTo(WAVERING_KILOGRAMS) <= 0
                || since.compareTo(UNTIL_IMPEDANCE) <= 0
                        && apart.signum() == 0
                        && packet.impedanceOhm().isPresent();
    }
}
