package org.hearthgate.notify.homeassistant.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hearthgate.api.alert.Alert;

/**
 * What kind of event an automation hears. Home Assistant drops an event whose type was not announced, so the list is closed, and an
 * alert of a class unknown here is {@link #OTHER}: the class itself is always among the attributes.
 */
enum AlarmKind {
    URGENT_LOW,
    URGENT_LOW_SOON,
    LOW,
    LOW_SOON,
    FALLING,
    HIGH,
    VERY_HIGH,
    RISING,
    KETONES,
    NO_DATA,
    SENSOR,
    HUB,
    OTHER,
    /** A drill: nobody is in danger, whatever class it plays. */
    TEST,
    /** To be shown without noise, whatever class it is: so that nothing sounds that was told not to. */
    SILENT,
    ACKNOWLEDGED,
    SNOOZED,
    RESOLVED;

    private static final Map<String, AlarmKind> BY_RULE = Map.ofEntries(
            Map.entry("urgent-low", URGENT_LOW),
            Map.entry("urgent-low-soon", URGENT_LOW_SOON),
            Map.entry("low", LOW),
            Map.entry("low-soon", LOW_SOON),
            Map.entry("predicted-low", LOW_SOON),
            Map.entry("falling-fast", FALLING),
            Map.entry("high", HIGH),
            Map.entry("very-high", VERY_HIGH),
            Map.entry("rising-fast", RISING));

    private static final List<Map.Entry<String, AlarmKind>> BY_BEGINNING = List.of(
            Map.entry("ketone", KETONES),
            Map.entry("dka", KETONES),
            Map.entry("no-data", NO_DATA),
            Map.entry("sensor", SENSOR));

    /** {@return the type of the event that calls for somebody} */
    static AlarmKind of(Alert alert) {
        if (alert.person().equals(Alert.HUB)) {
            return HUB;
        }
        AlarmKind exact = BY_RULE.get(alert.rule());
        return exact != null
                ? exact
                : BY_BEGINNING.stream()
                        .filter(entry -> alert.rule().startsWith(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(OTHER);
    }

    /** {@return the type of the event that ends a call} */
    static AlarmKind ending(Alert alert) {
        return switch (alert.state()) {
            case SNOOZED -> SNOOZED;
            case ACKNOWLEDGED, RAISED, ESCALATED -> ACKNOWLEDGED;
            case RESOLVED -> RESOLVED;
        };
    }

    /** {@return the word on the wire} */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return every word that may come} */
    static List<String> codes() {
        return Arrays.stream(values()).map(AlarmKind::code).toList();
    }
}
