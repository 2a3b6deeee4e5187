package org.hearthgate.notify.homeassistant.internal;

import static java.util.Comparator.comparingInt;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.household.Person;

/**
 * How the sentences of alerts are said in this house: nobody is named who is not shared, not even by an alert about the hub, and where
 * the family does not want names the labels stand in their place.
 *
 * @param subject whom the alert is about
 * @param instead what is said in place of a name, longer names first
 */
record Wording(Subject subject, Map<String, String> instead) {
    private static final String SOMEBODY = "somebody";

    static Wording of(Subject subject, HouseSettings settings, Household household) {
        var instead = new LinkedHashMap<String, String>();
        household.people().stream()
                .sorted(comparingInt((Person person) -> person.name().length()).reversed())
                .forEach(person -> settings.subject(person.id())
                        .ifPresentOrElse(
                                shared -> {
                                    if (!settings.namesInMessages()) {
                                        instead.put(person.name(), shared.label());
                                    }
                                },
                                () -> instead.put(person.name(), SOMEBODY)));
        return new Wording(subject, instead);
    }

    String message(Alert alert) {
        return said(alert.message());
    }

    String why(Alert alert) {
        return said(alert.why());
    }

    private String said(String sentence) {
        String said = sentence;
        for (var name : instead.entrySet()) {
            said = said.replace(name.getKey(), name.getValue());
        }
        return said;
    }
}
