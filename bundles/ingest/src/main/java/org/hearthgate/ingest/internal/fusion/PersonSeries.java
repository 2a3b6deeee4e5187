package org.hearthgate.ingest.internal.fusion;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.Quality;

/**
 * One person's one series: decides of each reading, as it comes, whether it is the series, stands aside, or goes into an average. It sees
 * only what has arrived, so the series is never changed afterwards.
 */
final class PersonSeries {
    /** The device of the readings that are averages. */
    static final DeviceId FUSED = new DeviceId("fused");

    private static final Provenance FUSION = Provenance.of("fusion");
    private static final long REPUT_WITHIN = 60_000;
    private static final double LOWEST_MG_PER_DL = 20;
    private static final double HIGHEST_MG_PER_DL = 600;

    private final FusionSettings settings;
    private final Routes routes;
    private final Leadership leadership;
    private final Body body = new Body();
    private final Map<DeviceId, Agreement> agreements = new HashMap<>();
    private Optional<Sensor> leading = Optional.empty();

    /** What becomes of one reading. */
    record Outcome(GlucoseReading reading, Optional<GlucoseReading> derived) {}

    PersonSeries(PersonId person, FusionSettings settings) {
        this.settings = settings;
        routes = new Routes(person, settings);
        leadership = new Leadership(settings.silentMillis(), settings.goodMillis());
    }

    Routes routes() {
        return routes;
    }

    Body body() {
        return body;
    }

    Optional<Sensor> leading() {
        return leading;
    }

    Optional<Agreement> agreement(Sensor sensor) {
        return Optional.ofNullable(agreements.get(sensor.id()));
    }

    Outcome take(GlucoseReading reading, Instant now) {
        if (!isOfRoute(reading) || reading.quality().has(Doubt.Flag.ASIDE)) {
            return new Outcome(reading, Optional.empty());
        }
        Route route = routes.of(reading.device());
        long at = reading.measuredAt().toEpochMilli();
        Optional<Sample> before = route.samples().same(at, reading.origin().sequence());
        if (before.isPresent()) {
            return outcome(reading, before.get().decision()); // the disk refused it, or the device sends it again
        }
        if (isPutRightTwice(route, reading, at)) {
            return outcome(reading, Sample.Decision.aside(Aside.sentAgain(route.onSkin())));
        }
        Sample seen = Sample.of(reading, Sample.Decision.STANDS);
        if (!Doubts.isLate(reading)) {
            route.heard(at, Doubts.isSound(reading));
        }
        Sample.Decision decision = copyOf(route, seen).orElseGet(() -> judge(route, seen, reading, now));
        route.add(Sample.of(reading, decision));
        return outcome(reading, decision);
    }

    /** A device's clock is put right by an estimate: a record sent again may come out a few seconds elsewhere. */
    private static boolean isPutRightTwice(Route route, GlucoseReading reading, long at) {
        return reading.quality().has(Doubt.Flag.CLOCK_CORRECTED)
                && route.samples()
                        .nearest(at, Math.min(REPUT_WITHIN, route.samples().gridMillis() / 4))
                        .filter(sample -> sample.mgPerDl() == reading.mgPerDl())
                        .isPresent();
    }

    /** Looks on every other route where the same sample would lie; by the way learns whether the routes are one sensor. */
    private Optional<Sample.Decision> copyOf(Route route, Sample seen) {
        Optional<Sample.Decision> copy = Optional.empty();
        for (int i = 0; i < routes.all().size(); i++) {
            Route other = routes.all().get(i);
            if (other == route) {
                continue;
            }
            long skew = routes.skewMillis(other, route);
            long half = Math.min(
                            route.samples().gridMillisWith(seen.at()),
                            other.samples().gridMillis())
                    / 2;
            Optional<Sample> there = other.samples().nearest(seen.at() - skew, half);
            if (there.isEmpty()) {
                continue;
            }
            if (seen.sound() && there.get().sound()) {
                routes.note(other, there.get(), route, seen);
            }
            boolean alike = seen.sound() == there.get().sound(); // a sound reading is no copy of one that warms up
            if (copy.isEmpty() && alike && routes.mayBeSame(other, route)) {
                copy = Optional.of(Sample.Decision.aside(Aside.copy(
                        seen.mgPerDl() - there.get().mgPerDl(),
                        seen.at() - there.get().at(),
                        route.onSkin())));
            }
        }
        return copy;
    }

    private Sample.Decision judge(Route route, Sample seen, GlucoseReading reading, Instant now) {
        Sensor sensor = routes.sensorOf(route);
        if (routes.sensors().size() == 1) {
            leading = Optional.of(sensor);
            return Sample.Decision.STANDS;
        }
        if (Doubts.isLate(reading)) {
            return historyHasOther(sensor, seen.at())
                    ? Sample.Decision.aside(Aside.other(false, Map.of(), sensor.onSkin()))
                    : Sample.Decision.STANDS;
        }
        Sensor leader = leadership.judge(routes.sensors(), now.toEpochMilli(), this::soundness);
        if (leading.map(Sensor::id).filter(leader.id()::equals).isEmpty()) {
            agreements.values().forEach(Agreement::forget); // they were about another one
        }
        leading = Optional.of(leader);
        if (leader == sensor) {
            return seen.sound() ? withOthers(sensor, seen) : Sample.Decision.STANDS;
        }
        return besideLeader(leader, sensor, seen);
    }

    /** The leading sensor's reading: itself, or the average with those that agree. */
    private Sample.Decision withOthers(Sensor leader, Sample seen) {
        var average = new Weights();
        average.add(new Sensor.Estimate(seen.mgPerDl(), 0, seen.doubted()), leader.onSkin(), noise(leader));
        boolean alone = true;
        for (Sensor other : routes.sensors()) {
            Optional<Sensor.Estimate> estimate =
                    other == leader || other.unsound() ? Optional.empty() : other.at(seen.at());
            if (estimate.isEmpty() || mayBeOneWith(other, leader)) {
                continue;
            }
            double value = estimate.get().mgPerDl();
            Agreement agreement = agreements.computeIfAbsent(other.id(), any -> new Agreement());
            agreement.note(seen.at(), ratio(seen.mgPerDl(), value), Math.min(seen.mgPerDl(), value));
            if (agreement.agrees()) {
                average.add(estimate.get(), other.onSkin(), noise(other));
                alone = false;
            }
        }
        double fused = average.mgPerDl();
        if (alone || fused < LOWEST_MG_PER_DL || fused > HIGHEST_MG_PER_DL) {
            return Sample.Decision.STANDS;
        }
        return Sample.Decision.fused(fused, Aside.leading(fused, average.firstShare()));
    }

    private Sample.Decision besideLeader(Sensor leader, Sensor sensor, Sample seen) {
        if (mayBeOneWith(sensor, leader)) {
            return Sample.Decision
                    .STANDS; // where the leading route has no sample, and nothing says that it is another sensor
        }
        boolean agrees = agreement(sensor).filter(Agreement::agrees).isPresent();
        Map<String, Double> difference = leader.at(seen.at())
                .map(estimate -> Aside.difference(
                        seen.mgPerDl() - estimate.mgPerDl(), ratio(seen.mgPerDl(), estimate.mgPerDl())))
                .orElse(Map.of());
        return Sample.Decision.aside(Aside.other(agrees, difference, sensor.onSkin()));
    }

    private boolean mayBeOneWith(Sensor a, Sensor b) {
        for (Route ofA : a.routes()) {
            for (Route ofB : b.routes()) {
                if (!routes.mayBeSame(ofA, ofB)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean historyHasOther(Sensor sensor, long at) {
        for (Sensor other : routes.sensors()) {
            if (other == sensor) {
                continue;
            }
            long half = Math.max(sensor.gridMillis(), other.gridMillis()) / 2;
            for (Route route : other.routes()) {
                if (route.samples().nearest(at, half).filter(Sample::inSeries).isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    private double ratio(double a, double b) {
        return Agreement.ratio(a, b, settings.agreeMgPerDl(), settings.agreeShare());
    }

    /** Of the route heard last: its noise is the sensor's and its rounding's. */
    OptionalDouble noise(Sensor sensor) {
        return newestRoute(sensor).noise();
    }

    double doubtedShare(Sensor sensor) {
        return newestRoute(sensor).doubtedShare();
    }

    private static Route newestRoute(Sensor sensor) {
        Route newest = sensor.routes().get(0);
        for (Route route : sensor.routes()) {
            if (route.heardAt() > newest.heardAt()) {
                newest = route;
            }
        }
        return newest;
    }

    /** What the sensor says of itself, 0 to 1. */
    private double soundness(Sensor sensor) {
        OptionalDouble noise = noise(sensor);
        double calm = noise.isPresent() ? SignalQuality.noise(noise.getAsDouble()) : 1;
        return calm * SignalQuality.doubts(doubtedShare(sensor));
    }

    private static Outcome outcome(GlucoseReading reading, Sample.Decision decision) {
        if (decision.aside().isEmpty()) {
            return new Outcome(reading, Optional.empty());
        }
        Origin origin = reading.origin();
        GlucoseReading aside =
                reading.withOrigin(origin.withDoubt(decision.aside().get()));
        if (decision.fusedMgPerDl().isEmpty()) {
            return new Outcome(aside, Optional.empty());
        }
        var fused = new Origin(
                origin.person(),
                FUSED,
                origin.measuredAt(),
                origin.deviceOffset(),
                origin.receivedAt(),
                OptionalLong.empty(),
                withoutClock(origin.quality()),
                FUSION);
        return new Outcome(
                aside,
                Optional.of(new GlucoseReading(
                        fused, decision.fusedMgPerDl().getAsDouble(), Bound.EXACT, OptionalDouble.empty())));
    }

    /** The leading reading's doubts are the average's too, but for what was done to its time. */
    private static Quality withoutClock(Quality quality) {
        return new Quality(quality.doubts().stream()
                .filter(doubt -> doubt.flag() != Doubt.Flag.CLOCK_CORRECTED)
                .toList());
    }

    /**
     * Takes up what the record shows after a restart, or of a time longer ago than is remembered.
     *
     * @param readings ascending
     */
    void remember(List<GlucoseReading> readings) {
        Optional<DeviceId> speaking = speaking(readings);
        speaking.ifPresent(routes::of); // first, so that it goes before the others as it did
        var since = new HashMap<DeviceId, Long>();
        for (GlucoseReading reading : readings) {
            if (isOfRoute(reading)) {
                remember(reading);
                since.putIfAbsent(reading.device(), reading.measuredAt().toEpochMilli());
            }
        }
        if (leading.isEmpty() && speaking.isPresent()) {
            leadership.resume(speaking.get(), since);
        }
    }

    private void remember(GlucoseReading reading) {
        Route route = routes.of(reading.device());
        long at = reading.measuredAt().toEpochMilli();
        if (route.samples().same(at, reading.origin().sequence()).isPresent()) {
            return;
        }
        Optional<Doubt> aside = reading.quality().doubt(Doubt.Flag.ASIDE);
        Sample sample = Sample.of(reading, new Sample.Decision(aside, fusedIn(aside)));
        copyOf(route, sample);
        route.add(sample);
        route.heard(at, Doubts.isSound(reading));
    }

    private static boolean isOfRoute(GlucoseReading reading) {
        return !reading.quality().has(Doubt.Flag.TEST) && !reading.device().equals(FUSED);
    }

    /** {@return the device that spoke last, or that led the average} */
    private static Optional<DeviceId> speaking(List<GlucoseReading> ascending) {
        for (int i = ascending.size() - 1; i >= 0; i--) {
            GlucoseReading reading = ascending.get(i);
            Optional<Doubt> aside = reading.quality().doubt(Doubt.Flag.ASIDE);
            if (isOfRoute(reading) && (aside.isEmpty() || fusedIn(aside).isPresent())) {
                return Optional.of(reading.device());
            }
        }
        return Optional.empty();
    }

    private static OptionalDouble fusedIn(Optional<Doubt> aside) {
        Double fused = aside.map(Doubt::measures)
                .map(measures -> measures.get(Aside.FUSED))
                .orElse(null);
        return fused == null ? OptionalDouble.empty() : OptionalDouble.of(fused);
    }
}
