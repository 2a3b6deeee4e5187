package org.hearthgate.commissioning.internal;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hearthgate.api.device.DeviceKind;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.observation.PersonId;

/** What no metatype can know: that the person lives here, and that no two devices claim one address. */
final class HomeCheck {
    private static final int LONGEST_LABEL = 60;
    private static final String PERSONS = "persons";

    private final Household household;
    private final Whiteboard whiteboard;
    private final Configurations configurations;

    HomeCheck(Household household, Whiteboard whiteboard, Configurations configurations) {
        this.household = household;
        this.whiteboard = whiteboard;
        this.configurations = configurations;
    }

    void look(Draft draft) {
        if (draft.after().get(DeviceKind.PERSON) instanceof String person) {
            resident(draft, DeviceKind.PERSON, person);
        }
        if (draft.after().get(PERSONS) instanceof String[] persons) {
            for (String person : persons) {
                resident(draft, PERSONS, person);
            }
        }
        if (draft.after().get(DeviceKind.LABEL) instanceof String label && label.length() > LONGEST_LABEL) {
            draft.problem(
                    DeviceKind.LABEL,
                    "may have " + LONGEST_LABEL + " characters, has " + label.length() + "; shorten it");
        }
        whiteboard.kindOf(draft.pid().factory()).ifPresent(kind -> address(draft, kind));
    }

    private void resident(Draft draft, String key, String person) {
        if (!person.isEmpty() && !livesHere(person)) {
            draft.problem(
                    key,
                    "names nobody of this home; here live "
                            + household.people().stream()
                                    .map(one -> one.id().value())
                                    .collect(Collectors.joining(", ")));
        }
    }

    private boolean livesHere(String person) {
        try {
            return household.person(new PersonId(person)).map(Person::id).isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void address(Draft draft, KnownKind kind) {
        Object address = draft.after().get(kind.addressKey());
        if (!(address instanceof String text) || text.isEmpty()) {
            return;
        }
        for (Map.Entry<String, Map<String, Object>> one : configurations.all().entrySet()) {
            boolean other =
                    !one.getKey().equals(draft.pid().value()) && one.getKey().startsWith(kind.factoryPid() + "~");
            boolean samePerson = Objects.equals(
                    one.getValue().get(DeviceKind.PERSON), draft.after().get(DeviceKind.PERSON));
            if (other
                    && text.equalsIgnoreCase(String.valueOf(one.getValue().get(kind.addressKey())))
                    && (!kind.shared() || samePerson)) {
                draft.problem(
                        kind.addressKey(),
                        "is in use by " + one.getKey()
                                + " already; forget that one first, or give it to the other person");
            }
        }
    }
}
