package org.hearthgate.api.notify;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.observation.GlucoseTrend;

/**
 * One step of a call for help: an alert put to some carers. Carries all that a message needs, so that what arrives at the last step says
 * as much as the first.
 *
 * @param id unique for the life of the hub; the same for every try of this step on every channel
 * @param alert as it stands: name, value and severity are in it
 * @param personName of whom it is about; the hub's own alerts say so
 * @param trend at the newest reading, where there is one
 * @param carers whom this step calls; whoever was called by an earlier step is called again
 * @param everybodyNear whether the hub itself sounds, for whoever is near
 * @param silent to be shown and recorded but to make no noise (quiet hours, a silent self-test)
 * @param test a drill: nobody is in danger, and every channel must say so
 * @param at when this step began, hub clock
 * @param within how long a delivery is worth trying; above zero
 */
public record Call(
        String id,
        Alert alert,
        String personName,
        Optional<GlucoseTrend> trend,
        List<Carer> carers,
        boolean everybodyNear,
        boolean silent,
        boolean test,
        Instant at,
        Duration within) {
    public Call {
        requireNonNull(id, "id");
        requireNonNull(alert, "alert");
        requireNonNull(personName, "personName");
        requireNonNull(trend, "trend");
        carers = List.copyOf(carers);
        requireNonNull(at, "at");
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("a call needs time to be delivered");
        }
    }
}
