package org.hearthgate.api.notify;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.observation.PersonId;
import org.osgi.annotation.versioning.ProviderType;

/** Who is on duty when. Any thread, at once. */
@ProviderType
public interface Duty {
    /**
     * Whom the steps of a call would reach at one moment.
     *
     * @param onDuty called first
     * @param next called when they do not answer
     * @param until when this changes by the timetable, where it is known within a week
     * @param from what it follows, in words: the name of the shift or of the exception; empty where nobody is on duty and all are called
     */
    record Now(List<Carer> onDuty, List<Carer> next, Optional<Instant> until, String from) {
        public Now {
            onDuty = List.copyOf(onDuty);
            next = List.copyOf(next);
            requireNonNull(until, "until");
            requireNonNull(from, "from");
        }
    }

    /**
     * The next step of an open alert's call for help, if nobody answers before.
     *
     * @param at when, hub clock
     * @param carers who is called then for the first time, or again where nobody is new; empty where it is whoever is near
     */
    record Next(Instant at, List<Carer> carers) {
        public Next {
            requireNonNull(at, "at");
            carers = List.copyOf(carers);
        }
    }

    /** {@return whom nobody's answer will call next, and when; empty when nobody calls any more, or it is not known} */
    default Optional<Next> next(Alert alert) {
        return Optional.empty();
    }

    /** {@return everybody who can be called, ordered by id} */
    List<Carer> carers();

    /** {@return who is on duty for a person at an instant} */
    Now at(PersonId person, Instant instant);
}
