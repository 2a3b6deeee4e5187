package org.hearthgate.watchdog.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.notify.SelfTest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A drill that failed is an alarm of its own: whoever sleeps beside this hub has to know that it may not wake them. */
@Component(
        configurationPid = DailyDrill.PID,
        name = "org.hearthgate.watchdog.self-test.rule",
        service = AlertRule.class)
public final class DrillFailedRule implements AlertRule {
    private static final Duration AGAIN = Duration.ofHours(4);

    private final DailyDrill drill;

    @Activate
    public DrillFailedRule(@Reference DailyDrill drill) {
        this.drill = drill;
    }

    @Override
    public String id() {
        return "self-test-failed";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Map<String, String> thresholds() {
        return Map.of("stagesThatMayFail", "0");
    }

    @Override
    public boolean aboutHub() {
        return true;
    }

    @Override
    public Optional<Duration> callAgainAfter() {
        return Optional.of(AGAIN);
    }

    @Override
    public Verdict evaluate(Snapshot snapshot) {
        Optional<SelfTest.Result> now = drill.ofThisRun();
        if (now.isEmpty() || now.get().passed()) {
            return Verdict.clear();
        }
        return new Verdict.Holds(new Finding(
                Priority.MEDIUM,
                "The test of the hub's alarm failed: " + names(now.get()) + ". Use another alarm until it passes.",
                OptionalDouble.empty(),
                Optional.empty(),
                "In the test of " + now.get().startedAt() + " this failed: " + DailyDrill.whatFailed(now.get())));
    }

    private static String names(SelfTest.Result result) {
        return String.join(
                ", ",
                result.stages().stream()
                        .filter(stage -> !stage.passed())
                        .map(SelfTest.Stage::name)
                        .toList());
    }
}
