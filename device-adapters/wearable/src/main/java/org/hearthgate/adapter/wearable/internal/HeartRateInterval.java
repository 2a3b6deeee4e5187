package org.hearthgate.adapter.wearable.internal;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.RawForm;

/**
 * Makes one heart rate of many: a strap speaks each second, and 86,400 rows a day help nobody. It keeps the median rate, which one slip
 * does not move, and every interval between beats. One thread.
 */
final class HeartRateInterval {
    static final String ADAPTER = "wearable";
    /** Eight a second for two minutes; beyond, frames count no more until the interval ends. */
    static final int MOST_FRAMES = 1000;

    /** 300 beats a minute for ten minutes. */
    static final int MOST_INTERVALS = 3000;

    private final Duration length;
    private final List<Integer> rates = new ArrayList<>();
    private final List<Integer> intervals = new ArrayList<>();
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private Instant beganAt = Instant.MAX;
    private Instant lastAt = Instant.MIN;

    HeartRateInterval(Duration length) {
        this.length = length;
    }

    /** {@return whether a frame or the clock at this time belongs to the next interval; also after the clock was set back} */
    boolean over(Instant at) {
        return !rates.isEmpty() && (!at.isBefore(beganAt.plus(length)) || at.isBefore(beganAt));
    }

    /** {@return whether it has lasted for half of its length, so that it may stand for it} */
    boolean halfOver() {
        return !rates.isEmpty() && !lastAt.isBefore(beganAt.plus(length.dividedBy(2)));
    }

    /** Adds a frame of a worn sensor. {@return whether there was room} */
    boolean add(HeartRateFrame frame, byte[] octets, Instant at) {
        if (rates.size() >= MOST_FRAMES) {
            return false;
        }
        beganAt = rates.isEmpty() ? at : beganAt;
        lastAt = at;
        rates.add(frame.beatsPerMinute());
        int kept = Math.min(octets.length, 255); // its length before each frame tells one from the next
        raw.write(kept);
        raw.write(octets, 0, kept);
        int room = MOST_INTERVALS - intervals.size();
        intervals.addAll(frame.rrIntervals1024ths()
                .subList(0, Math.min(room, frame.rrIntervals1024ths().size())));
        return true;
    }

    /** {@return the heart rate of what was added, measured when the last frame came, and begins anew; empty if nothing was} */
    Optional<HeartRate> take(PersonId person, DeviceId device) {
        if (rates.isEmpty()) {
            return Optional.empty();
        }
        Collections.sort(rates);
        int middle = rates.size() / 2;
        int median = rates.size() % 2 == 1 ? rates.get(middle) : (rates.get(middle - 1) + rates.get(middle) + 1) / 2;
        var provenance = Provenance.of(ADAPTER, new RawForm("application/octet-stream", raw.toByteArray()));
        var heartRate = new HeartRate(Origin.of(person, device, lastAt, lastAt, provenance), median, intervals);
        rates.clear();
        intervals.clear();
        raw.reset();
        return Optional.of(heartRate);
    }
}
