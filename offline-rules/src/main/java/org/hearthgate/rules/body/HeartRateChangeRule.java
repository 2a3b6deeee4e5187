package org.hearthgate.rules.body;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Circumstances;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.SleepEpisode;
import org.hearthgate.api.observation.StepCount;
import org.hearthgate.rules.ConfiguredRule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The heart suddenly beats much faster or slower while the person rests. Off unless switched on: a strap that slips, a dream and a staircase look
 * the same, and a family would be woken for nothing. Rest must be known (few steps, or sleep); without steps it says nothing. */
@Component(
        configurationPid = "org.hearthgate.rule.heart-rate-change",
        name = "org.hearthgate.rule.heart-rate-change",
        service = AlertRule.class)
@Designate(ocd = HeartRateChangeRule.Config.class)
public final class HeartRateChangeRule extends ConfiguredRule {
    private static final Duration NOW = Duration.ofMinutes(5);
    private static final Duration BEFORE_FROM = Duration.ofMinutes(60);
    private static final Duration BEFORE_UNTIL = Duration.ofMinutes(10);
    private static final Duration RESTED = Duration.ofMinutes(15);
    private static final int MOST_STEPS = 50;
    private static final int FEWEST = 3;

    /** What counts as sudden. */
    @ObjectClassDefinition(name = "Rule: heart rate at rest")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default false;

        @AttributeDefinition(name = "Change from (beats/min)", min = "15", max = "100")
        int changeFrom() default 30;
    }

    private final int changeFrom;

    @Activate
    public HeartRateChangeRule(Config config) {
        super("heart-rate-change", 1);
        enabled(config.enabled());
        changeFrom = count("changeFrom", config.changeFrom(), 15, 100);
        confirmFor(Duration.ofMinutes(2));
    }

    @Override
    protected Verdict judge(Snapshot snapshot) {
        Circumstances known = snapshot.circumstances();
        Instant now = snapshot.asOf();
        List<HeartRate> rates = known.trusted(HeartRate.class, now.minus(BEFORE_FROM));
        OptionalDouble lately = median(rates, now.minus(NOW), now);
        OptionalDouble before = median(rates, now.minus(BEFORE_FROM), now.minus(BEFORE_UNTIL));
        if (lately.isEmpty() || before.isEmpty()) {
            return Verdict.unknown();
        }
        double change = lately.getAsDouble() - before.getAsDouble();
        if (Math.abs(change) < changeFrom || !rests(snapshot, known)) {
            return Verdict.clear();
        }
        return new Verdict.Holds(finding(
                Priority.LOW,
                snapshot,
                "the heart beats " + (change > 0 ? "faster" : "slower") + " at rest: "
                        + Math.round(lately.getAsDouble())
                        + " instead of " + Math.round(before.getAsDouble())
                        + " beats a minute. Look after them, and measure glucose.",
                "A change of at least " + changeFrom + " beats a minute against the hour before, without steps."));
    }

    private static boolean rests(Snapshot snapshot, Circumstances known) {
        boolean asleep = known.trusted(SleepEpisode.class, snapshot.asOf().minus(Duration.ofHours(14))).stream()
                .anyMatch(sleep -> !sleep.endedAt().isBefore(snapshot.asOf().minus(NOW)));
        List<StepCount> counts = known.trusted(StepCount.class, snapshot.asOf().minus(RESTED));
        return asleep
                || !counts.isEmpty()
                        && counts.stream().mapToInt(StepCount::steps).sum() <= MOST_STEPS;
    }

    private static OptionalDouble median(List<HeartRate> rates, Instant after, Instant until) {
        double[] beats = rates.stream()
                .filter(rate -> rate.beatsPerMinute() > 0
                        && rate.measuredAt().isAfter(after)
                        && !rate.measuredAt().isAfter(until))
                .mapToDouble(HeartRate::beatsPerMinute)
                .sorted()
                .toArray();
        return beats.length < FEWEST ? OptionalDouble.empty() : OptionalDouble.of(beats[beats.length / 2]);
    }
}
