package org.hearthgate.ingest.internal.signal;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;

/** One sensor on one person: its last hours and the watches over them. Used by the pipeline's thread alone. */
final class Sensor {
    private static final long CALIBRATION_MILLIS = 15 * 60_000L;

    private final Trace trace = new Trace();
    private final SensorLife life = new SensorLife();
    private final Reach reach = new Reach();
    private final Noise noise = new Noise();
    private final FlatLine flatLine = new FlatLine();
    private final Step step = new Step();
    private final Compression compression;
    private final MeterAgreement meter = new MeterAgreement();

    Sensor(ZoneId zone) {
        compression = new Compression(zone);
    }

    void heard(DeviceEvent event) {
        life.heard(event);
        if (event.event() == DeviceEvent.Event.SENSOR_STARTED) {
            meter.reset();
        }
    }

    /** {@return how many readings it remembers} */
    int remembered() {
        return trace.size();
    }

    /** Forgets readings later than the hub's now: a clock went back, and nothing would be newer than they for as long. */
    void forgetIfAfter(Instant latest) {
        if (trace.newest()
                .filter(sample -> sample.atMillis() > latest.toEpochMilli())
                .isPresent()) {
            trace.clear();
            noise.reset();
            flatLine.reset();
            step.reset();
            compression.reset();
        }
    }

    /**
     * Judges a reading. One that was judged before gets the same answer; one older than the newest is judged by the sensor's life alone
     * and changes nothing.
     */
    Sample judge(GlucoseReading reading, Traits traits, Wearer wearer) {
        long at = reading.measuredAt().toEpochMilli();
        boolean exact = reading.bound() == Bound.EXACT;
        Optional<Sample> known = trace.at(at);
        if (known.isPresent() && known.get().mgPerDl() == reading.mgPerDl()) {
            return known.get();
        }
        var findings = new Findings(reading.person(), reading.device(), reading.receivedAt());
        life.judge(at, traits, findings);
        Optional<Sample> newest = trace.newest();
        if (newest.isPresent() && newest.get().atMillis() >= at) {
            return new Sample(at, reading.mgPerDl(), exact, findings.doubts(), findings.artefacts());
        }
        reach.judge(reading, traits, findings);
        boolean possible = findings.doubts().stream().noneMatch(doubt -> doubt.flag() == Doubt.Flag.IMPLAUSIBLE);
        var sample = new Sample(at, reading.mgPerDl(), exact && possible, List.of(), List.of());
        double interval = traits.samplingMinutes() > 0 ? traits.samplingMinutes() : trace.intervalMinutes();
        trace.add(sample);
        watch(newest, interval, wearer, findings);
        return trace.replaceNewest(
                new Sample(at, reading.mgPerDl(), sample.exact(), findings.doubts(), findings.artefacts()));
    }

    private void watch(Optional<Sample> before, double interval, Wearer wearer, Findings findings) {
        long at = trace.get(0).atMillis();
        boolean changed = before.isPresent() && life.changedBetween(before.get().atMillis(), at);
        Gap.judge(trace, interval, changed, findings);
        double noiseBefore = noise.mgPerDl();
        if (changed) {
            compression.reset();
            flatLine.reset();
        }
        boolean hung = flatLine.flat();
        step.judge(
                trace,
                noiseBefore,
                new Step.Circumstances(
                        life.calibratedBetween(at - CALIBRATION_MILLIS, at),
                        MeterAgreement.movedTowards(trace, wearer),
                        changed,
                        hung || compression.suspected()),
                findings);
        noise.judge(trace, interval, findings);
        flatLine.judge(trace, interval, findings);
        compression.judge(trace, noiseBefore, hung, wearer, findings);
        meter.judge(trace, wearer, findings);
    }
}
