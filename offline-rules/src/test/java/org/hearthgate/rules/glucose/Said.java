package org.hearthgate.rules.glucose;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.forecast.GlucoseForecast;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;

/** What a rule said, and what the tests of rules give it beside plain readings. */
final class Said {
    private Said() {}

    static String word(Verdict verdict) {
        return verdict.getClass().getSimpleName();
    }

    static Finding finding(Verdict verdict) {
        if (verdict instanceof Verdict.Holds holds) {
            return holds.finding();
        }
        if (verdict instanceof Verdict.Lingers lingers) {
            return lingers.finding();
        }
        throw new AssertionError("it said nothing: " + word(verdict));
    }

    /** A reading that looks like pressure on the sensor. */
    static GlucoseReading pressed(double mgPerDl, double minutesAgo, double probability) {
        GlucoseReading reading =
                Given.reading(mgPerDl).minutesBefore(Given.NOON, minutesAgo).build();
        return reading.withOrigin(reading.origin()
                .withDoubt(new Doubt(
                        Doubt.Flag.COMPRESSION_SUSPECTED, "says the test", Map.of("probability", probability))));
    }

    static Origin origin(String device, Instant at) {
        return Origin.of(
                Given.ANNA, new org.hearthgate.api.observation.DeviceId(device), at, at, Provenance.of("test"));
    }

    /** A forecast made now from a reading of now. */
    static GlucoseForecast forecast(double probabilityLowIn30Min, double... every5MinAhead) {
        return forecast(Given.NOON, probabilityLowIn30Min, every5MinAhead);
    }

    static GlucoseForecast forecast(Instant asOf, double probabilityLowIn30Min, double... every5MinAhead) {
        List<GlucoseForecast.Point> path = IntStream.range(0, every5MinAhead.length)
                .mapToObj(i -> new GlucoseForecast.Point(
                        Duration.ofMinutes(5L * (i + 1)),
                        every5MinAhead[i],
                        every5MinAhead[i] - 20,
                        every5MinAhead[i] + 20))
                .toList();
        return new GlucoseForecast(
                Given.ANNA,
                asOf,
                asOf,
                path,
                probabilityLowIn30Min,
                probabilityLowIn30Min,
                "test 1",
                List.of(),
                List.of());
    }

    static LimitsInForce limits(PersonLimits... sets) {
        var limits = new LimitsInForce();
        for (PersonLimits set : sets) {
            limits.add(set);
        }
        return limits;
    }

    /** One of Anna's sets of limits. */
    static PersonLimits set(String name, Map<String, Object> values) {
        var all = new java.util.HashMap<>(values);
        all.putIfAbsent("person", "anna");
        return new PersonLimits(
                Configured.by(PersonLimits.Config.class, all), Map.of("service.pid", "org.hearthgate.limits~" + name));
    }

    static UrgentLowSoonRule urgentLowSoon(Map<String, ?> values) {
        return new UrgentLowSoonRule(limits(), Configured.by(UrgentLowSoonRule.Config.class, values));
    }

    static PredictedLowRule predictedLow(Map<String, ?> values) {
        return new PredictedLowRule(limits(), Configured.by(PredictedLowRule.Config.class, values));
    }

    static VeryHighRule veryHigh(Map<String, ?> values) {
        return new VeryHighRule(limits(), Configured.by(VeryHighRule.Config.class, values));
    }

    static RisingFastRule risingFast(Map<String, ?> values) {
        return new RisingFastRule(limits(), Configured.by(RisingFastRule.Config.class, values));
    }
}
