package org.hearthgate.adapter.simulator.internal.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.testkit.ManualClock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hub's clock during a replay: stands at the first row's time until the replay moves it. Outranks every other clock, because a hub
 * that mixed two times would prove nothing.
 */
@Component(
        name = ReplayConfig.PID + ".clock",
        configurationPid = ReplayConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {HubClock.class, ReplayClock.class},
        property = "service.ranking:Integer=1000",
        immediate = true)
public final class ReplayClock implements HubClock {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayClock.class);

    private final ManualClock clock;

    /** Reads the file as far as its first good row. A file without one is told by the outcome; the clock then stands at 1970. */
    @Activate
    public ReplayClock(@Reference ReplayOutcome outcome, ReplayConfig config) {
        clock = new ManualClock(firstTime(outcome, config));
    }

    private static Instant firstTime(ReplayOutcome outcome, ReplayConfig config) {
        try (PersonCsv csv = PersonCsv.open(Path.of(config.file()), ZoneId.of(config.zone()), RefusedRows.untold())) {
            return csv.next()
                    .orElseThrow(() -> new IllegalArgumentException(config.file()
                            + " has no row that can be replayed; see the layout in the simulator's README"))
                    .at();
        } catch (IOException e) {
            outcome.badData("Cannot read " + config.file() + ": " + e + "; check the path and its permissions");
        } catch (java.time.DateTimeException e) {
            outcome.badData("Time zone '" + config.zone() + "' is unknown; use a name like Europe/Berlin");
        } catch (IllegalArgumentException e) {
            outcome.badData(e.getMessage());
        }
        return Instant.EPOCH;
    }

    /** Moves on, running on this thread whatever falls due on the way. */
    void advanceTo(Instant target) {
        clock.advanceTo(target);
    }

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public boolean trusted() {
        return true;
    }

    @Override
    public Repetition every(Duration period, String name, Runnable task) {
        return clock.every(period, name, () -> {
            try {
                task.run();
            } catch (RuntimeException e) { // as on the real clock: a task that throws runs again the next time
                LOG.error("Repetition {} failed; it runs again", name, e);
            }
        });
    }
}
