package org.hearthgate.ingest.internal.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.Quality;
import org.hearthgate.ingest.internal.stage.Stage;
import org.hearthgate.testkit.Given;

class SignalPropertiesTest {
    @Property(tries = 200)
    void whatever_comes_goes_on_as_it_was_and_in_its_order(@ForAll("batches") List<List<Observation>> batches) {
        SignalStage stage = Replayed.stage();
        for (List<Observation> batch : batches) {
            Stage.Passed passed = stage.pass(batch, Nights.TWO_AT_NIGHT.plus(Duration.ofHours(12)));
            assertThat(passed.observations().stream().map(SignalPropertiesTest::undoubted))
                    .containsExactlyElementsOf(
                            batch.stream().map(SignalPropertiesTest::undoubted).toList());
            assertThat(stage.pass(batch, Nights.TWO_AT_NIGHT.plus(Duration.ofHours(12)))
                            .observations())
                    .hasSameSizeAs(batch);
        }
        assertThat(stage.remembered()).isLessThanOrEqualTo(3 * Trace.MOST);
    }

    @Property(tries = 20)
    void a_reading_a_second_for_an_hour_leaves_as_little_as_one_a_minute(@ForAll("levels") List<Double> levels) {
        SignalStage stage = Replayed.stage();
        for (int i = 0; i < 3_600; i++) {
            var at = Nights.TWO_AT_NIGHT.plusSeconds(i);
            stage.pass(
                    List.of(Given.reading(levels.get(i % levels.size())).at(at).build()), at);
        }
        assertThat(stage.remembered()).isEqualTo(Trace.MOST);
    }

    @Provide
    Arbitrary<List<Double>> levels() {
        return Arbitraries.doubles().between(20, 600).list().ofSize(10);
    }

    @Provide
    Arbitrary<List<List<Observation>>> batches() {
        return observation().list().ofMaxSize(40).list().ofMaxSize(8);
    }

    private static Arbitrary<Observation> observation() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(0, 60 * 10),
                        Arbitraries.of("a", "b", "c"),
                        Arbitraries.doubles().between(20, 600),
                        Arbitraries.of(Bound.class),
                        Arbitraries.of(DeviceEvent.Event.class))
                .as((kind, minute, device, value, bound, event) -> {
                    var at = Nights.TWO_AT_NIGHT.plus(Duration.ofMinutes(minute));
                    Origin origin = Origin.of(Given.ANNA, new DeviceId(device), at, at, Provenance.of("test"));
                    return switch (kind) {
                        case 0 -> new DeviceEvent(origin, event, "");
                        case 1 -> new CapillaryGlucose(origin, value, bound);
                        case 2 -> HeartRate.of(origin, (int) (value / 2));
                        case 3 ->
                            new InsulinDose(origin, value / 10, InsulinDose.Purpose.BOLUS, java.util.Optional.empty());
                        default -> new GlucoseReading(origin, value, bound, OptionalDouble.empty());
                    };
                });
    }

    private static Observation undoubted(Observation observation) {
        return observation.withOrigin(observation.origin().withQuality(Quality.GOOD));
    }
}
