package org.hearthgate.watchdog.internal;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hearthgate.api.hub.HubCommand;
import org.hearthgate.api.notify.SelfTest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code hub self-test}: drills now, or shows the last drill, stage by stage. */
@Component(
        configurationPid = DailyDrill.PID,
        name = "org.hearthgate.watchdog.self-test.command",
        service = HubCommand.class,
        property = HubCommand.COMMAND + "=" + SelfTestCommand.NAME)
public final class SelfTestCommand implements HubCommand {
    static final String NAME = "self-test";
    private static final long LONGEST_SECONDS = 180;

    private final SelfTest drill;

    @Activate
    public SelfTestCommand(@Reference SelfTest drill) {
        this.drill = drill;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int run(List<String> arguments, Screen screen) {
        if (arguments.equals(List.of("last"))) {
            return drill.latest().map(last -> show(last, screen)).orElseGet(() -> {
                screen.complain("there was no self-test yet: run `hub self-test`");
                return TRY_LATER;
            });
        }
        if (!arguments.isEmpty()) {
            screen.complain("self-test knows no '" + String.join(" ", arguments) + "': say nothing more, or `last`");
            return USAGE;
        }
        try {
            return show(drill.run("the owner").get(LONGEST_SECONDS, TimeUnit.SECONDS), screen);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TRY_LATER;
        } catch (ExecutionException | TimeoutException e) {
            screen.complain("the self-test did not come to an end: " + e.getMessage() + "; see the hub's log");
            return INTERNAL;
        }
    }

    private static int show(SelfTest.Result result, Screen screen) {
        result.stages()
                .forEach(stage -> screen.say(
                        "%-5s %-22s %s".formatted(stage.passed() ? "ok" : "FAIL", stage.name(), stage.detail())));
        screen.say((result.passed() ? "passed" : "FAILED") + " at " + result.endedAt() + ", by " + result.by());
        return result.passed() ? OK : TRY_LATER;
    }
}
