package org.hearthgate.ingest.internal.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices from batch to batch that the hub's own clock was moved, so that the record can say so. Confined to the pipeline's thread. */
final class HubSteps {
    /** The device whose clock is the hub's. */
    static final DeviceId HUB = new DeviceId("hub");

    private static final Logger LOG = LoggerFactory.getLogger(HubSteps.class);
    private static final Duration SMALLEST_STEP = Duration.ofSeconds(2);

    private final HubClock clock;
    private final Household household;
    private Instant now;
    private Duration elapsed;

    HubSteps(HubClock clock, Household household) {
        this.clock = clock;
        this.household = household;
        now = clock.now();
        elapsed = clock.elapsed();
    }

    /** {@return how far it was moved since this was last asked; zero when it was not} */
    Duration look() {
        Instant nowBefore = now;
        Duration elapsedBefore = elapsed;
        now = clock.now();
        elapsed = clock.elapsed();
        Duration by = Duration.between(nowBefore, now).minus(elapsed.minus(elapsedBefore));
        return by.abs().compareTo(SMALLEST_STEP) >= 0 ? by : Duration.ZERO;
    }

    /** {@return the hub's time at the last look} */
    Instant now() {
        return now;
    }

    /** {@return its running time then} */
    Duration elapsed() {
        return elapsed;
    }

    /** {@return one event for each person} */
    List<Observation> events(Duration by) {
        String detail = String.format(
                Locale.ROOT,
                "correctionSeconds=%.3f trusted=%b; the hub's clock was put %s",
                by.toMillis() / 1000.0,
                clock.trusted(),
                by.isNegative() ? "back" : "forward");
        LOG.info("Noted in the record: {}", detail);
        return household.people().stream()
                .<Observation>map(person -> {
                    Origin origin = Origin.of(person.id(), HUB, now, now, Provenance.of(ClockStage.ADAPTER));
                    return new DeviceEvent(
                            clock.trusted() ? origin : origin.withDoubt(Spells.UNKNOWN),
                            DeviceEvent.Event.CLOCK_CHANGED,
                            detail);
                })
                .toList();
    }
}
