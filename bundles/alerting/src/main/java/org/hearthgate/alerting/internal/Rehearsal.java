package org.hearthgate.alerting.internal;

import java.util.ArrayList;
import java.util.List;
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
 * Takes a made-up low through a whole judgement up to the call, once, when the hub has started: the first alarm of the night must not be
 * the one that loads, and perhaps misses, what an alarm is made of. Nobody hears of it, and nothing of it is kept.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final PersonId NOBODY = new PersonId("self-test");
    private static final double CERTAINLY_URGENT_MG_PER_DL = 40;

    private Rehearsal() {}

    /** {@return the calls that would have been made; on the alerting thread} */
    static List<Call> of(Means means, SteadyTime.Reading time) {
        var calls = new ArrayList<Call>();
        try {
            var asking = new Asking(
                    new RequiredRules(List.of()),
                    means.rules(),
                    means.aboutCalling(nobody -> List.of(), nobody -> List.of()),
                    means.forecaster());
            var watch = new PersonWatch(NOBODY);
            watch.take(
                    GlucoseReading.exact(
                            Origin.of(
                                    NOBODY,
                                    new DeviceId("self-test"),
                                    time.now(),
                                    time.now(),
                                    Provenance.of("self-test")),
                            CERTAINLY_URGENT_MG_PER_DL),
                    time);
            asking.about(
                    watch,
                    watch.snapshot(new Person(NOBODY, "Self-test"), time, time.now(), means.around),
                    alert -> calls.add(means.caller().callOf(alert, time)));
        } catch (RuntimeException | LinkageError e) { // the real ones are caught one by one, and each is told
            LOG.error("An alarm could not be rehearsed; test the alarms, and restart the hub if that fails", e);
        }
        LOG.debug("Rehearsed {} calls", calls.size());
        return calls;
    }
}
