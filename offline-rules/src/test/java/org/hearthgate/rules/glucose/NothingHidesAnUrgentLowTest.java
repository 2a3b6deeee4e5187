package org.hearthgate.rules.glucose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.rules.glucose.Said.word;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Note;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;

/** Whatever else is in the snapshot: an urgent low is one, and no rule about glucose rests on what no alarm may rest on. */
class NothingHidesAnUrgentLowTest {
    private static final List<Doubt.Flag> HARMLESS = List.of(Doubt.Flag.values()).stream()
            .filter(flag -> !flag.forbidsAlarm() && flag != Doubt.Flag.ASIDE)
            .toList();

    /** A reading before the newest: how long before, how high, with which doubt. */
    record Before(int seconds, double mgPerDl, int doubt) {}

    @Provide
    Arbitrary<Before> before() {
        return Combinators.combine(
                        Arbitraries.integers().between(60, 14_400),
                        Arbitraries.doubles().between(40, 400).ofScale(2),
                        Arbitraries.integers().between(-1, Doubt.Flag.values().length - 1))
                .as(Before::new);
    }

    private static Given.SnapshotBuilder past(List<Before> past) {
        var snapshot = Given.snapshot().livingIn("America/Sao_Paulo");
        past.stream().sorted((a, b) -> b.seconds() - a.seconds()).forEach(each -> {
            var reading = Given.reading(each.mgPerDl()).at(NOON.minusSeconds(each.seconds()));
            snapshot.with(
                    each.doubt() < 0
                            ? reading.build()
                            : reading.doubted(Doubt.Flag.values()[each.doubt()]).build());
        });
        return snapshot;
    }

    @Property(tries = 600)
    void an_urgent_low_holds_for_every_fresh_trusted_reading_at_or_below_the_limit(
            @ForAll @DoubleRange(min = 20, max = 70) double mgPerDl,
            @ForAll @DoubleRange(min = 54, max = 70) double limit,
            @ForAll @IntRange(min = 0, max = 660) int ageSeconds,
            @ForAll("before") Before one,
            @ForAll @Size(max = 30) List<@From("before") Before> past,
            @ForAll @DoubleRange(min = 0, max = 1) double probability,
            @ForAll boolean forecast) {
        GlucoseReading newest = Given.reading(Math.min(mgPerDl, Math.floor(limit * 100) / 100))
                .at(NOON.minusSeconds(ageSeconds))
                .build();
        for (Doubt.Flag flag : HARMLESS) { // all at once
            newest = newest.withOrigin(
                    newest.origin().withDoubt(new Doubt(flag, "says the test", Map.of("probability", 0.99))));
        }
        var snapshot = past(past.stream()
                        .filter(each -> each.seconds() > ageSeconds)
                        .toList())
                .with(newest)
                .knowing(new CarbohydrateIntake(Said.origin("page", NOON), 60, Optional.empty()))
                .knowing(new InsulinDose(
                        Said.origin("pen", NOON.minusSeconds(one.seconds())),
                        5,
                        InsulinDose.Purpose.BOLUS,
                        Optional.empty()))
                .knowing(new Note(Said.origin("note", NOON), "all is well"));
        if (forecast) {
            snapshot.with(Said.forecast(probability, 200, 250, 300));
        }
        var own = new HashMap<String, Object>();
        own.put("urgentLowAtOrBelowMgPerDl", Math.floor(limit * 100) / 100);
        own.put("urgentLowSoon", "off");
        own.put("predictedLow", "off");
        var rule = new UrgentLowRule(Said.limits(Said.set("anna", own)), Configured.by(UrgentLowRule.Config.class));
        Verdict verdict = rule.evaluate(snapshot.build());
        assertThat(word(verdict)).isEqualTo("Holds");
        assertThat(Said.finding(verdict).priority()).isEqualTo(Priority.HIGH);
        assertThat(Said.finding(verdict).message()).startsWith("Anna: urgent low");
    }

    @Property(tries = 400)
    void no_rule_rests_on_what_no_alarm_may_rest_on(
            @ForAll @Size(min = 1, max = 40) List<@From("before") Before> past,
            @ForAll @IntRange(min = 0, max = 16) int flag) {
        Doubt.Flag forbidding = List.of(Doubt.Flag.values()).stream()
                .filter(Doubt.Flag::forbidsAlarm)
                .toList()
                .get(flag % 6);
        var snapshot = Given.snapshot();
        past.stream()
                .sorted((a, b) -> b.seconds() - a.seconds())
                .forEach(each -> snapshot.with(Given.reading(each.mgPerDl())
                        .at(NOON.minusSeconds(each.seconds()))
                        .doubted(forbidding)
                        .build()));
        Snapshot useless = snapshot.build();
        for (AlertRule rule : all()) {
            assertThat(word(rule.evaluate(useless))).as(rule.id()).isEqualTo("Unknown");
        }
    }

    @Property(tries = 400)
    void every_rule_answers_whatever_it_sees_and_says_whom_it_is_about(
            @ForAll @Size(max = 40) List<@From("before") Before> past,
            @ForAll @DoubleRange(min = 0, max = 1) double probability,
            @ForAll @DoubleRange(min = 40, max = 400) double ahead) {
        Snapshot snapshot = past(past)
                .with(Said.forecast(probability, ahead, ahead, ahead, ahead))
                .build();
        for (AlertRule rule : all()) {
            Verdict verdict = rule.evaluate(snapshot);
            if (verdict instanceof Verdict.Holds || verdict instanceof Verdict.Lingers) {
                assertThat(Said.finding(verdict).message()).as(rule.id()).startsWith("Anna: ");
                assertThat(Said.finding(verdict).why()).as(rule.id()).endsWith(".");
            }
            assertThat(rule.thresholds(snapshot).keySet())
                    .isEqualTo(rule.thresholds().keySet());
        }
    }

    @Property(tries = 300)
    void nothing_below_55_waits_for_a_second_reading(
            @ForAll @DoubleRange(min = 40, max = 54.99) double mgPerDl,
            @ForAll @DoubleRange(min = 0, max = 1) double probability,
            @ForAll @IntRange(min = 0, max = 660) int ageSeconds) {
        GlucoseReading pressed = Said.pressed(mgPerDl, ageSeconds / 60.0, probability);
        var rule = new LowRule(Configured.by(LowRule.Config.class));
        assertThat(word(rule.evaluate(Given.snapshot().with(pressed).build()))).isEqualTo("Holds");
    }

    @Property(tries = 300)
    void a_suspected_low_that_nothing_follows_calls_before_it_is_stale(
            @ForAll @DoubleRange(min = 55, max = 69.99) double mgPerDl,
            @ForAll @DoubleRange(min = 0, max = 1) double probability) {
        GlucoseReading pressed = Said.pressed(mgPerDl, 0, probability);
        var rule = new LowRule(Configured.by(LowRule.Config.class));
        Snapshot later = Given.snapshot()
                .asOf(NOON.plus(Duration.ofSeconds(390))) // the timer after six minutes
                .with(pressed)
                .build();
        assertThat(word(rule.evaluate(later))).isEqualTo("Holds");
    }

    private static List<AlertRule> all() {
        return List.of(
                new UrgentLowRule(Configured.by(UrgentLowRule.Config.class)),
                Said.urgentLowSoon(Map.of()),
                new LowRule(Configured.by(LowRule.Config.class)),
                Said.predictedLow(Map.of()),
                new FallingFastRule(Configured.by(FallingFastRule.Config.class)),
                new HighRule(Configured.by(HighRule.Config.class)),
                Said.veryHigh(Map.of()),
                Said.risingFast(Map.of("on", true)));
    }
}
