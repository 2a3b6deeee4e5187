package org.hearthgate.cloud.mqtt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.testkit.Given.reading;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;

/** What holds for every window of readings, whoever they belong to. */
class GlucoseSummaryPropertiesTest {
    private static final QuarterHour QUARTER = new QuarterHour(NOON);

    @Property
    void without_consent_nothing_ever(@ForAll("windows") List<GlucoseReading> window) {
        assertThat(GlucoseSummary.minimized(Optional.empty(), QUARTER, window)).isEmpty();
    }

    @Property
    void with_consent_to_nothing_nothing_ever(@ForAll("windows") List<GlucoseReading> window) {
        var nothing = new Consent("cloud", ANNA, Granularity.NOTHING, "", Instant.MIN, 5);

        assertThat(GlucoseSummary.minimized(Optional.of(nothing), QUARTER, window))
                .isEmpty();
    }

    @Property
    void the_consent_of_one_never_speaks_for_another(@ForAll("windows") List<GlucoseReading> window) {
        var annas = GlucoseSummary.minimized(Optional.of(Wanted.consent(ANNA, "blue-7")), QUARTER, window);
        var withoutBen =
                window.stream().filter(reading -> !reading.person().equals(BEN)).toList();

        assertThat(annas)
                .isEqualTo(GlucoseSummary.minimized(Optional.of(Wanted.consent(ANNA, "blue-7")), QUARTER, withoutBen));
    }

    @Property
    void the_parts_make_the_whole_and_the_order_does_not_matter(
            @ForAll("windows") List<GlucoseReading> window, @ForAll long seed) {
        var consent = Optional.of(Wanted.consent(ANNA, "blue-7"));
        var summary = GlucoseSummary.minimized(consent, QUARTER, window);
        var shuffled = new ArrayList<>(window);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(GlucoseSummary.minimized(consent, QUARTER, shuffled)).isEqualTo(summary);
        summary.ifPresent(sum -> {
            assertThat(sum.below70() + sum.inRange() + sum.above180())
                    .isEqualTo(sum.count())
                    .isPositive();
            assertThat(sum.below54()).isLessThanOrEqualTo(sum.below70());
            assertThat(sum.above250()).isLessThanOrEqualTo(sum.above180());
            assertThat(sum.revision()).isGreaterThanOrEqualTo(sum.count());
        });
    }

    @Property
    void no_person_and_no_device_is_in_what_leaves(@ForAll("windows") List<GlucoseReading> window) {
        GlucoseSummary.minimized(Optional.of(Wanted.consent(ANNA, "blue-7")), QUARTER, window)
                .map(CloudMessage::glucoseSummary)
                .map(octets -> new String(octets, StandardCharsets.UTF_8))
                .ifPresent(json -> assertThat(json).doesNotContain("anna", "ben", "serial", "test"));
    }

    @Provide
    Arbitrary<List<GlucoseReading>> windows() {
        var readings = Combinators.combine(
                        Arbitraries.of(ANNA, BEN),
                        Arbitraries.of("serial-1", "serial-2"),
                        Arbitraries.integers().between(-300, 1200),
                        Arbitraries.doubles().between(1, 600).ofScale(2),
                        Arbitraries.of(Bound.class),
                        Arbitraries.of(Doubt.Flag.class).optional(0.2))
                .as((person, device, second, mgPerDl, bound, doubt) -> {
                    var reading = reading(mgPerDl)
                            .of(person)
                            .from(device)
                            .at(NOON.plusSeconds(second))
                            .bound(bound);
                    return doubt.map(reading::doubted).orElse(reading).build();
                });
        return readings.list().ofMaxSize(12);
    }
}
