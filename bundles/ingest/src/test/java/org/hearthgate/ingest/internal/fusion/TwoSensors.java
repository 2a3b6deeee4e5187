package org.hearthgate.ingest.internal.fusion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.ingest.internal.fusion.NoisySensor.Heard;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;

/**
 * Two noisy sensors of one truth, heard live, and how far they and their fused series are from it.
 *
 * @param leading as the series, but where an average was made the leading sensor's own reading
 * @param mean at the first one's times, the plain mean of the two, however far apart they are
 * @param best the same with the weights that are best for the whole month: known only afterwards, to somebody who knows the truth
 */
record TwoSensors(
        Distance first,
        Distance second,
        Distance leading,
        Distance mean,
        Distance best,
        Distance fused,
        int rows,
        int averaged,
        double nanosPerReading) {
    private static final Map<String, Object> SETTINGS = Map.of("nonInvasive", new String[] {"skin-*"});

    /** Squared distances from the truth, that can be added up. */
    record Distance(double squares, int count) {
        static final Distance NONE = new Distance(0, 0);

        Distance plus(Distance other) {
            return new Distance(squares + other.squares, count + other.count);
        }

        /** {@return root of the mean square in mg/dL} */
        double rmse() {
            return Math.sqrt(squares / count);
        }
    }

    static TwoSensors of(double[] truth, NoisySensor one, NoisySensor other, boolean otherOnSkin) {
        List<Heard> a = one.readings(truth, 0);
        List<Heard> b = other.readings(truth, 2);
        var arrivals = new ArrayList<GlucoseReading>();
        a.forEach(heard -> arrivals.add(reading("arm", heard)));
        b.forEach(heard -> arrivals.add(reading(otherOnSkin ? "skin-ring" : "belly", heard)));
        arrivals.sort(Comparator.comparing(GlucoseReading::measuredAt));

        var store = new InMemoryObservationStore(); // empty: it is read once
        var fusion = new Fusion(store, new ManualClock(Given.NOON), Configured.by(Fusion.Config.class, SETTINGS));
        var series = new ArrayList<Heard>();
        var leading = new ArrayList<Heard>();
        int averaged = 0;
        long began = System.nanoTime();
        for (GlucoseReading arrival : arrivals) {
            var passed = fusion.pass(List.of(arrival), arrival.measuredAt());
            GlucoseReading reading = (GlucoseReading) passed.observations().get(0);
            if (!passed.derived().isEmpty()) {
                series.add(heard((GlucoseReading) passed.derived().get(0)));
                leading.add(heard(reading));
                averaged++;
            } else if (!reading.quality().has(Doubt.Flag.ASIDE)) {
                series.add(heard(reading));
                leading.add(heard(reading));
            }
        }
        double nanos = (System.nanoTime() - began) / (double) arrivals.size();
        Set<Integer> both = slots(a);
        both.retainAll(slots(b));
        return new TwoSensors(
                distance(a, both, truth),
                distance(b, both, truth),
                distance(leading, both, truth),
                weighed(a, b, 0.5, both, truth),
                bestWeighed(a, b, both, truth),
                distance(series, both, truth),
                series.size(),
                averaged,
                nanos);
    }

    /** {@return how far the better of the two is} */
    double better() {
        return Math.min(first.rmse(), second.rmse());
    }

    /** Compared where both sensors measured: what one of them missed would be counted against the series alone. */
    private static Set<Integer> slots(List<Heard> heard) {
        return heard.stream().map(each -> (int) (each.minute() / 5)).collect(Collectors.toCollection(HashSet::new));
    }

    /** Weighed so for the whole month, at each of the first one's times, the second one's newest reading of then. */
    private static Distance weighed(List<Heard> a, List<Heard> b, double ofFirst, Set<Integer> slots, double[] truth) {
        var bySlot = new TreeMap<Integer, Heard>();
        b.forEach(heard -> bySlot.put((int) (heard.minute() / 5) + 1, heard));
        var mixed = new ArrayList<Heard>();
        for (Heard heard : a) {
            Heard other = bySlot.get((int) (heard.minute() / 5));
            if (other != null) {
                mixed.add(new Heard(heard.minute(), ofFirst * heard.mgPerDl() + (1 - ofFirst) * other.mgPerDl()));
            }
        }
        return distance(mixed, slots, truth);
    }

    private static Distance bestWeighed(List<Heard> a, List<Heard> b, Set<Integer> slots, double[] truth) {
        return IntStream.rangeClosed(0, 20)
                .mapToObj(i -> weighed(a, b, i / 20.0, slots, truth))
                .min(Comparator.comparingDouble(Distance::rmse))
                .orElseThrow();
    }

    private static GlucoseReading reading(String device, Heard heard) {
        return Given.reading(heard.mgPerDl())
                .from(device)
                .at(Given.NOON.plusMillis(Math.round(heard.minute() * 60_000)))
                .build();
    }

    private static Heard heard(GlucoseReading reading) {
        return new Heard(
                (reading.measuredAt().toEpochMilli() - Given.NOON.toEpochMilli()) / 60_000.0, reading.mgPerDl());
    }

    private static Distance distance(List<Heard> heard, Set<Integer> slots, double[] truth) {
        double sum = 0;
        int n = 0;
        for (Heard each : heard) {
            int k = (int) (each.minute() / 5);
            if (!slots.contains(k)) {
                continue;
            }
            n++;
            double share = each.minute() / 5 - k;
            double was = k + 1 < truth.length ? truth[k] + share * (truth[k + 1] - truth[k]) : truth[k];
            sum += (each.mgPerDl() - was) * (each.mgPerDl() - was);
        }
        return new Distance(sum, n);
    }
}
