package org.hearthgate.alerting.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.notify.Duty;
import org.hearthgate.api.observation.PersonId;

/** Whom a timetable names for a circle of the ladder, so that who is called and who is said to be called next are the same. Pure. */
final class Whom {
    private Whom() {}

    static List<Carer> of(Duty timetable, PersonId person, Instant now, Ladder.Circle circle) {
        return switch (circle) {
            case ON_DUTY -> timetable.at(person, now).onDuty();
            case NEXT_ON_DUTY -> both(timetable.at(person, now));
            case EVERYBODY -> all(timetable, person, false);
            case EMERGENCY_CONTACTS -> all(timetable, person, true);
        };
    }

    private static List<Carer> both(Duty.Now now) {
        var carers = new ArrayList<>(now.onDuty());
        now.next().stream().filter(next -> !carers.contains(next)).forEach(carers::add);
        return carers;
    }

    private static List<Carer> all(Duty timetable, PersonId person, boolean emergency) {
        return timetable.carers().stream()
                .filter(carer -> person.equals(Alert.HUB) || carer.persons().contains(person))
                .filter(carer -> emergency || !carer.emergencyContact())
                .toList();
    }
}
