package org.hearthgate.adapter.vitals.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.gatt.GattValue;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.OxygenSaturation;

/**
 * Makes one saturation of the many that an oximeter sends every second: the median of those it stands by itself, so that the record
 * holds a night and not a signal. Bounded. One thread.
 */
final class SaturationWindow {
    private static final int MOST = 4096;

    private final DeviceLine line;
    private final Duration length;
    private final List<Sample> good = new ArrayList<>();
    private Instant began = Instant.MIN;
    private int bad;
    private Optional<Refused> lastBad = Optional.empty();

    private record Sample(OximeterReading reading, GattValue value, double percent) {}

    private record Refused(GattValue value, String reason) {}

    SaturationWindow(DeviceLine line, Duration length) {
        this.line = line;
        this.length = length;
    }

    void take(GattValue value) {
        if (good.isEmpty() && bad == 0) {
            began = value.receivedAt();
        } else if (Duration.between(began, value.receivedAt()).compareTo(length) >= 0
                || value.receivedAt().isBefore(began)) {
            close();
            began = value.receivedAt();
        }
        try {
            OximeterReading reading = OximeterDecoder.continuous(value.octets());
            double percent = SpotCheckIntake.percent(reading);
            if (good.size() < MOST) {
                good.add(new Sample(reading, value, percent));
            }
        } catch (FrameException e) {
            bad++;
            lastBad = Optional.of(new Refused(value, e.getMessage()));
        }
    }

    /** Ends the window: what was good becomes one observation, of what was bad the last is quarantined. */
    void close() {
        lastBad.ifPresent(refused -> line.refuse(
                refused.value(), refused.reason() + " (" + bad + " such values in " + length.toSeconds() + " s)"));
        if (!good.isEmpty()) {
            line.keep(median());
        }
        good.clear();
        bad = 0;
        lastBad = Optional.empty();
    }

    private List<Observation> median() {
        Instant last = good.get(good.size() - 1).value().receivedAt();
        good.sort(Comparator.comparingDouble(Sample::percent));
        Sample middle = good.get(good.size() / 2);
        Origin origin = line.origin(line.person(), middle.value(), Optional.empty())
                .withMeasuredAt(last)
                .withReceivedAt(last);
        Optional<Doubt> doubt = bad > good.size()
                ? Optional.of(new Doubt(Doubt.Flag.NOISY, "most values around this one were refused"))
                : middle.reading().judged().doubt();
        Origin judged = doubt.map(origin::withDoubt).orElse(origin);
        var observations = new ArrayList<Observation>();
        observations.add(new OxygenSaturation(judged, middle.percent()));
        List<HeartRate> pulses = good.stream()
                .map(sample -> Pulse.of(sample.reading().pulsePerMinute(), judged))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingInt(HeartRate::beatsPerMinute))
                .toList();
        if (!pulses.isEmpty()) {
            observations.add(pulses.get(pulses.size() / 2));
        }
        return observations;
    }
}
