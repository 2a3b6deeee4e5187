package org.hearthgate.ingest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.hearthgate.api.observation.BloodPressure;
import org.hearthgate.api.observation.BodyTemperature;
import org.hearthgate.api.observation.BodyWeight;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.Ketone;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.SleepEpisode;
import org.hearthgate.api.observation.StepCount;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlausibilityTest {
    private static final Origin ORIGIN =
            Origin.of(Given.ANNA, new DeviceId("device"), Given.NOON, Given.NOON, Provenance.of("test"));

    @ParameterizedTest(name = "{0} {1}: taken {2}")
    @CsvSource({
        "glucose, 20, true",
        "glucose, 19.99, false",
        "glucose, 600, true",
        "glucose, 600.01, false",
        "meter, 10, true",
        "meter, 9.99, false",
        "ketone, 20, true",
        "ketone, 20.01, false",
        "weight, 1, true",
        "weight, 0.99, false",
        "weight, 350.01, false",
        "temperature, 24.99, false",
        "temperature, 45, true",
        "heart, 0, true",
        "heart, 19, false",
        "heart, 260, true",
        "heart, 261, false",
        "systolic, 300, true",
        "systolic, 301, false",
        "systolic, 80, false",
        "steps, 3000, true",
        "steps, 3001, false",
        "sleep, 36, true",
        "sleep, 36.1, false",
    })
    void takes_what_a_body_can_and_names_the_range_of_what_it_cannot(String what, double value, boolean taken) {
        Optional<String> objection = Plausibility.objection(observation(what, value));
        assertThat(objection.isEmpty()).isEqualTo(taken);
        objection.ifPresent(text -> assertThat(text).contains("must be"));
    }

    private static Observation observation(String what, double value) {
        return switch (what) {
            case "glucose" -> Given.reading(value).build();
            case "meter" -> new CapillaryGlucose(ORIGIN, value, Bound.EXACT);
            case "ketone" -> new Ketone(ORIGIN, value);
            case "weight" -> new BodyWeight(ORIGIN, value);
            case "temperature" -> new BodyTemperature(ORIGIN, value);
            case "heart" -> HeartRate.of(ORIGIN, (int) value);
            case "systolic" -> new BloodPressure(ORIGIN, value, 80);
            case "steps" -> new StepCount(ORIGIN, (int) value, Given.NOON.minus(Duration.ofMinutes(10)));
            case "sleep" -> new SleepEpisode(ORIGIN, Given.NOON.plusSeconds(Math.round(value * 3_600)));
            default -> throw new IllegalArgumentException(what);
        };
    }
}
