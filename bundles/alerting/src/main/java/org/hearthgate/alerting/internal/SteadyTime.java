package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.time.Instant;
import org.hearthgate.api.hub.HubClock;

/**
 * The hub's wall time and its running time read together, so that a step of the wall is noticed by the very judgement that would otherwise
 * fall for it. Confined to the alerting thread.
 */
final class SteadyTime {
    /** Less is a time service that slews. */
    private static final Duration SMALLEST_STEP = Duration.ofSeconds(2);

    private static final Duration SAME_MOMENT = Duration.ofMillis(200);
    private static final int TRIES = 5;

    private final HubClock clock;
    private Reading last;

    /**
     * One look at both.
     *
     * @param now the wall's time
     * @param elapsed the running time at that moment
     * @param step how far the wall was moved since the look before; zero when it was not
     */
    record Reading(Instant now, Duration elapsed, Duration step) {
        /** {@return the wall's time, as it counts now, of a moment of the running time} */
        Instant at(Duration moment) {
            return now.minus(elapsed.minus(moment));
        }
    }

    SteadyTime(HubClock clock) {
        this.clock = clock;
        last = together(Duration.ZERO);
    }

    Reading look() {
        Reading fresh = together(Duration.ZERO);
        Duration step = Duration.between(last.now, fresh.now).minus(fresh.elapsed.minus(last.elapsed));
        boolean stepped = step.abs().compareTo(SMALLEST_STEP) >= 0;
        last = fresh;
        return stepped ? new Reading(fresh.now, fresh.elapsed, step) : fresh;
    }

    /** The thread may be held up between the two looks, and a demo's hour is short: look again until they are of one moment. */
    private Reading together(Duration step) {
        for (int tries = 1; ; tries++) {
            Duration before = clock.elapsed();
            Instant now = clock.now();
            Duration after = clock.elapsed();
            if (after.minus(before).compareTo(SAME_MOMENT) <= 0 || tries == TRIES) {
                return new Reading(now, after, step);
            }
        }
    }
}
