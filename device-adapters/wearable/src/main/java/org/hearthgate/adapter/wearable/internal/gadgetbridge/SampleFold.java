package org.hearthgate.adapter.wearable.internal.gadgetbridge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.observation.SleepEpisode;
import org.hearthgate.api.observation.StepCount;

/**
 * Folds the rows of a watch to what the record wants: steps and the median heart rate of each few minutes, and stretches of sleep. Only
 * what is complete comes out, since a row in the record stays as it is. Pure but for what it holds; samples come in order.
 */
final class SampleFold {
    static final String ADAPTER = "gadgetbridge";

    private final PersonId person;
    private final DeviceId device;
    private final Duration bin;
    private final Progress progress;
    private final Instant receivedAt;
    private final SleepWatch sleep;
    private final List<Sample> open = new ArrayList<>();
    private final List<Observation> made = new ArrayList<>();
    private Instant openFrom = Instant.MIN;

    /**
     * How far the record has got, per kind: what begins before is there already.
     *
     * @param steps end of the last count of steps
     * @param heartRate time of the last heart rate
     * @param sleep end of the last sleep
     */
    record Progress(Instant steps, Instant heartRate, Instant sleep) {
        /** {@return where reading has to begin} */
        Instant earliest() {
            Instant both = steps.isBefore(heartRate) ? steps : heartRate;
            return both.isBefore(sleep) ? both : sleep;
        }
    }

    SampleFold(
            PersonId person, DeviceId device, Duration bin, SleepKinds kinds, Progress progress, Instant receivedAt) {
        this.person = person;
        this.device = device;
        this.bin = bin;
        this.progress = progress;
        this.receivedAt = receivedAt;
        sleep = new SleepWatch(kinds);
    }

    void add(Sample sample) {
        Instant from = binOf(sample.at());
        if (!from.equals(openFrom)) {
            close();
            openFrom = from;
        }
        open.add(sample);
        if (!sample.at().isBefore(progress.sleep())) {
            sleep.add(sample);
            sleep.take().forEach(this::asleep);
        }
    }

    /** Adds a stretch of sleep that the watch itself told. */
    void asleep(Stretch stretch) {
        if (!stretch.from().isBefore(progress.sleep())) {
            var raw = RawForm.ofText(
                    "text/csv",
                    stretch.from().getEpochSecond() + "," + stretch.until().getEpochSecond());
            made.add(new SleepEpisode(origin(stretch.from(), raw), stretch.until()));
        }
    }

    private Instant binOf(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), bin.toSeconds()) * bin.toSeconds());
    }

    /** Ends the minutes that are open; the last ones of an export are never ended, they may go on in the next. */
    private void close() {
        if (open.isEmpty()) {
            return;
        }
        Instant until = openFrom.plus(bin);
        var raw = new StringBuilder("TIMESTAMP,STEPS,HEART_RATE,RAW_KIND\n");
        open.forEach(sample -> {
            if (raw.length() < 2000) {
                raw.append(sample.csv());
            }
        });
        RawForm form = RawForm.ofText("text/csv", raw.toString());
        int steps = open.stream().mapToInt(Sample::steps).sum();
        if (steps > 0 && steps <= 200_000 && !openFrom.isBefore(progress.steps())) {
            made.add(new StepCount(origin(until, form), steps, openFrom));
        }
        int[] beats = open.stream()
                .filter(sample -> sample.beatsPerMinute().isPresent())
                .mapToInt(sample -> sample.beatsPerMinute().getAsInt())
                .sorted()
                .toArray();
        if (beats.length > 0 && !openFrom.isBefore(progress.heartRate())) {
            int middle = beats.length / 2;
            int median = beats.length % 2 == 1 ? beats[middle] : (beats[middle - 1] + beats[middle] + 1) / 2;
            made.add(HeartRate.of(origin(until, form), median));
        }
        open.clear();
    }

    private Origin origin(Instant at, RawForm raw) {
        return Origin.of(person, device, at, receivedAt, Provenance.of(ADAPTER, raw));
    }

    /** {@return what was made since the last call} */
    List<Observation> take() {
        List<Observation> taken = List.copyOf(made);
        made.clear();
        return taken;
    }
}
