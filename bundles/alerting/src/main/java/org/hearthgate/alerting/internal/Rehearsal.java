package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a made-up fall into a low, and out of it, through a whole judgement up to the call, once, when the hub has started: the first alarm
 * of the night must not be the one that loads, and perhaps misses, what an alarm is made of. Nobody hears of it, and nothing of it is kept.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final PersonId NOBODY = new PersonId("self-test");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int READINGS = 25;
    private static final double LOWEST_MG_PER_DL = 40;
    private static final double FALL_MG_PER_DL = 6;
    private static final double RECOVERED_MG_PER_DL = 110;

    private Rehearsal() {}

    /** {@return how each change would have called; on the alerting thread} */
    static List<Call> of(Means means, SteadyTime.Reading time) {
        var calls = new ArrayList<Call>();
        try {
            var asking = new Asking(
                    new RequiredRules(List.of()),
                    means.rules(),
                    means.aboutCalling(nobody -> List.of(), nobody -> List.of()));
            var watch = new PersonWatch(NOBODY);
            for (int left = READINGS - 1; left >= 0; left--) {
                SteadyTime.Reading then = before(time, STEP.multipliedBy(left));
                double mgPerDl = left == 0 ? RECOVERED_MG_PER_DL : LOWEST_MG_PER_DL + left * FALL_MG_PER_DL;
                watch.take(reading(mgPerDl, then), then);
                asking.begin(
                                watch,
                                watch.snapshot(new Person(NOBODY, "Self-test"), then, then.now(), means.around),
                                alert -> calls.add(means.caller().callOf(alert, then)))
                        .end(Optional.empty());
            }
        } catch (RuntimeException | LinkageError e) { // the real ones are caught one by one, and each is told
            LOG.error("An alarm could not be rehearsed; test the alarms, and restart the hub if that fails", e);
        }
        LOG.debug("Rehearsed {} calls", calls.size());
        return calls;
    }

    private static SteadyTime.Reading before(SteadyTime.Reading time, Duration ago) {
        return new SteadyTime.Reading(time.now().minus(ago), time.elapsed().minus(ago), Duration.ZERO);
    }

    private static GlucoseReading reading(double mgPerDl, SteadyTime.Reading time) {
        var device = new DeviceId("self-test");
        return GlucoseReading.exact(
                Origin.of(NOBODY, device, time.now(), time.now(), Provenance.of("self-test")), mgPerDl);
    }
}
