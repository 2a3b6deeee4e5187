package org.hearthgate.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.HubFact;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.rules.body.BloodPressureRule;
import org.hearthgate.rules.body.ExerciseRiskRule;
import org.hearthgate.rules.body.FeverHighGlucoseRule;
import org.hearthgate.rules.body.HeartRateChangeRule;
import org.hearthgate.rules.body.KetoneRiskRule;
import org.hearthgate.rules.body.KetoneRule;
import org.hearthgate.rules.body.MissedBasalRule;
import org.hearthgate.rules.body.OxygenLowRule;
import org.hearthgate.rules.body.UnansweredMealRule;
import org.hearthgate.rules.body.WeightChangeRule;
import org.hearthgate.rules.device.DeviceBatteryRule;
import org.hearthgate.rules.device.MeterDisagreesRule;
import org.hearthgate.rules.device.NoDataRule;
import org.hearthgate.rules.device.SensorExpiringRule;
import org.hearthgate.rules.device.SensorFaultRule;
import org.hearthgate.rules.device.SensorWarmUpRule;
import org.hearthgate.rules.hub.HubAlarmPathRule;
import org.hearthgate.rules.hub.HubOtherRule;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;

/** Whatever is known of a person, in whatever order and however strange: no rule throws, and what it says begins with the name. */
class AnyCircumstancesTest {
    private static final String[] ZONES = {"UTC", "Europe/Berlin", "Pacific/Apia", "America/St_Johns", "Asia/Kathmandu"
    };
    private static final String[] WORDS = {"", "vomited", "no 🤮", "\u0000", "lifeHours=99999", "refusedAheadSeconds=5;"
    };

    private final List<AlertRule> rules = List.of(
            new NoDataRule(Configured.by(NoDataRule.Config.class)),
            new SensorWarmUpRule(Configured.by(SensorWarmUpRule.Config.class)),
            new SensorExpiringRule(Configured.by(SensorExpiringRule.Config.class)),
            new SensorFaultRule(Configured.by(SensorFaultRule.Config.class)),
            new DeviceBatteryRule(Configured.by(DeviceBatteryRule.Config.class)),
            new MeterDisagreesRule(Configured.by(MeterDisagreesRule.Config.class)),
            new KetoneRule(Configured.by(KetoneRule.Config.class)),
            new KetoneRiskRule(Configured.by(KetoneRiskRule.Config.class)),
            new MissedBasalRule(Configured.by(MissedBasalRule.Config.class)),
            new UnansweredMealRule(Configured.by(UnansweredMealRule.Config.class)),
            new ExerciseRiskRule(Configured.by(ExerciseRiskRule.Config.class)),
            new WeightChangeRule(Configured.by(WeightChangeRule.Config.class)),
            new HeartRateChangeRule(Configured.by(HeartRateChangeRule.Config.class, java.util.Map.of("enabled", true))),
            new OxygenLowRule(Configured.by(OxygenLowRule.Config.class)),
            new FeverHighGlucoseRule(Configured.by(FeverHighGlucoseRule.Config.class)),
            new BloodPressureRule(Configured.by(BloodPressureRule.Config.class, java.util.Map.of("adultsOnly", true))),
            new HubAlarmPathRule(Configured.by(HubAlarmPathRule.Config.class)),
            new HubOtherRule(Configured.by(HubOtherRule.Config.class)));

    @Property(tries = 400)
    void no_rule_throws_and_every_finding_begins_with_the_name(@ForAll long seed) {
        Snapshot snapshot = any(new Random(seed));
        for (AlertRule rule : rules) {
            Verdict verdict = rule.evaluate(snapshot);
            Optional<Finding> finding = verdict instanceof Verdict.Holds holds
                    ? Optional.of(holds.finding())
                    : verdict instanceof Verdict.Lingers lingers ? Optional.of(lingers.finding()) : Optional.empty();
            finding.ifPresent(found -> {
                assertThat(found.message()).startsWith("Anna: ").hasSizeLessThan(1_000);
                assertThat(found.why()).endsWith(".");
            });
            assertThat(rule.thresholds(snapshot)).isNotEmpty();
            assertThat(rule.id()).isNotEqualTo(Alert.HUB.value());
        }
    }

    private static Snapshot any(Random random) {
        var snapshot = Given.snapshot().livingIn(ZONES[random.nextInt(ZONES.length)]);
        snapshot.asOf(NOON.plus(Duration.ofMinutes(random.nextInt(400 * 24 * 60))));
        Instant now = snapshot.build().asOf();
        double drift = 40 + random.nextInt(400);
        for (int i = random.nextInt(60); i > 0; i--) {
            drift = Math.max(20, Math.min(500, drift + random.nextGaussian() * 12));
            var reading = Given.reading(drift).minutesBefore(now, 5 * (i - 2)).from("sensor-" + random.nextInt(2));
            if (random.nextInt(8) == 0) {
                reading.doubted(Doubt.Flag.values()[random.nextInt(Doubt.Flag.values().length)]);
            }
            snapshot.with(reading.build());
        }
        Duration back = Duration.between(NOON, now);
        for (int i = random.nextInt(60); i > 0; i--) {
            double ago = random.nextInt(15 * 24 * 60) / (1.0 + random.nextInt(300)) - back.toMinutes() - 5;
            snapshot.knowing(
                    switch (random.nextInt(14)) {
                        case 0 -> Life.bolus(ago, random.nextInt(30));
                        case 1 -> Life.basal(Life.ago(ago));
                        case 2 -> Life.carbs(ago);
                        case 3 -> Life.ketone(ago, random.nextDouble() * 6);
                        case 4 -> Life.note(ago, WORDS[random.nextInt(WORDS.length)]);
                        case 5 -> Life.temperature(ago, 35 + random.nextDouble() * 7);
                        case 6 -> Life.weight(ago, 1 + random.nextInt(90));
                        case 7 -> Life.oxygen(ago, random.nextInt(101));
                        case 8 -> Life.pressure(ago, 1 + random.nextInt(300), 1 + random.nextInt(300));
                        case 9 -> Life.heart(ago, random.nextInt(300));
                        case 10 -> Life.steps(ago + random.nextInt(100), ago, random.nextInt(5_000));
                        case 11 -> Life.activity(ago, random.nextInt(300));
                        case 12 -> Life.meter(ago, 20 + random.nextInt(400));
                        default ->
                            Life.event(
                                    ago,
                                    DeviceEvent.Event.values()[random.nextInt(DeviceEvent.Event.values().length)],
                                    WORDS[random.nextInt(WORDS.length)]);
                    });
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            snapshot.device(new DeviceStatus(
                    new DeviceId("sensor-" + i),
                    Optional.of(ANNA),
                    DeviceStatus.State.values()[random.nextInt(3)],
                    random.nextBoolean() ? Optional.of(now) : Optional.empty(),
                    WORDS[random.nextInt(WORDS.length)],
                    random.nextBoolean() ? "phone" : "cgm"));
            snapshot.hub(new HubFact(
                    random.nextBoolean() ? "clock" : "ingest",
                    random.nextBoolean(),
                    new Health(Health.Status.values()[random.nextInt(3)], WORDS[random.nextInt(WORDS.length)]),
                    now));
        }
        return snapshot.build();
    }
}
