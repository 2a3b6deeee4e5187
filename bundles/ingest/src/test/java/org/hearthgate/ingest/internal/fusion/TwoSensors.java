package org.hearthgate.ingest.internal.fusion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;

/** Two noisy sensors of one truth, heard live, and how far they and their fused series are from it. */
record TwoSensors(
        double first,
        double second,
        double fused,
        int firstRows,
        int rows,
        double averagedShare,
        double nanosPerReading) {
    private static final Map<String, Object> SETTINGS = Map.of("nonInvasive", new String[] {"skin-*"});

    private record Arrival(Instant at, String device, double mgPerDl) {}

    static TwoSensors of(double[] truth, long seed, boolean secondOnSkin) {
        List<NoisySensor.Heard> a = NoisySensor.underSkin(seed).readings(truth, 0);
        List<NoisySensor.Heard> b =
                (secondOnSkin ? NoisySensor.onSkin(seed + 1) : NoisySensor.underSkin(seed + 1)).readings(truth, 2);
        var arrivals = new ArrayList<Arrival>();
        a.forEach(heard -> arrivals.add(arrival("arm", heard)));
        b.forEach(heard -> arrivals.add(arrival(secondOnSkin ? "skin-ring" : "belly", heard)));
        arrivals.sort(Comparator.comparing(Arrival::at));

        var store = new InMemoryObservationStore(); // empty: it is read once
        var fusion = new Fusion(store, new ManualClock(Given.NOON), Configured.by(Fusion.Config.class, SETTINGS));
        var readings = arrivals.stream()
                .map(each -> Given.reading(each.mgPerDl)
                        .from(each.device)
                        .at(each.at)
                        .build())
                .toList();
        var series = new ArrayList<GlucoseReading>();
        int averaged = 0;
        long began = System.nanoTime();
        for (GlucoseReading reading : readings) {
            var passed = fusion.pass(List.of(reading), reading.measuredAt());
            for (Observation each : passed.observations()) {
                if (!each.quality().has(Doubt.Flag.ASIDE)) {
                    series.add((GlucoseReading) each);
                }
            }
            for (Observation each : passed.derived()) {
                series.add((GlucoseReading) each);
                averaged++;
            }
        }
        double nanos = (System.nanoTime() - began) / (double) readings.size();
        List<NoisySensor.Heard> fused = series.stream()
                .map(reading -> new NoisySensor.Heard(
                        (reading.measuredAt().toEpochMilli() - Given.NOON.toEpochMilli()) / 60_000.0,
                        reading.mgPerDl()))
                .toList();
        Set<Integer> both = slots(a);
        both.retainAll(slots(b));
        return new TwoSensors(
                rmse(a, both, truth),
                rmse(b, both, truth),
                rmse(fused, both, truth),
                a.size(),
                series.size(),
                averaged / (double) series.size(),
                nanos);
    }

    /** Compared where both sensors measured: what one of them missed would be counted against the series alone. */
    private static Set<Integer> slots(List<NoisySensor.Heard> heard) {
        return heard.stream().map(each -> (int) (each.minute() / 5)).collect(Collectors.toCollection(HashSet::new));
    }

    private static Arrival arrival(String device, NoisySensor.Heard heard) {
        return new Arrival(Given.NOON.plusMillis(Math.round(heard.minute() * 60_000)), device, heard.mgPerDl());
    }

    private static double rmse(List<NoisySensor.Heard> heard, Set<Integer> slots, double[] truth) {
        double sum = 0;
        int n = 0;
        for (NoisySensor.Heard each : heard) {
            int k = (int) (each.minute() / 5);
            if (!slots.contains(k)) {
                continue;
            }
            n++;
            double share = each.minute() / 5 - k;
            double was = k + 1 < truth.length ? truth[k] + share * (truth[k + 1] - truth[k]) : truth[k];
            sum += (each.mgPerDl() - was) * (each.mgPerDl() - was);
        }
        return Math.sqrt(sum / n);
    }

    /** {@return days of glucose of a made-up person: meals that rise and fall on a level that wanders} */
    static double[] madeUpTruth(long seed, int days) {
        var random = new Random(seed);
        var truth = new double[days * 288];
        double level = 120;
        var meal = new double[truth.length + 100];
        for (int day = 0; day < days; day++) {
            for (int hour : new int[] {7, 12, 18}) {
                int at = day * 288 + hour * 12 + random.nextInt(18);
                double height = 40 + random.nextInt(90);
                for (int k = 0; k < 60 && at + k < meal.length; k++) {
                    meal[at + k] += height * (k / 10.0) * Math.exp(1 - k / 10.0);
                }
            }
        }
        for (int k = 0; k < truth.length; k++) {
            level += 0.02 * (115 - level) + 1.2 * random.nextGaussian();
            truth[k] = Math.max(45, level + meal[k] - 15);
        }
        return truth;
    }
}
