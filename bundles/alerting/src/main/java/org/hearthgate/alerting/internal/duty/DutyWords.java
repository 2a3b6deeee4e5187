package org.hearthgate.alerting.internal.duty;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hearthgate.api.observation.PersonId;

/** Reads the settings of one configuration, and says of a wrong one what, where and what to write instead. */
record DutyWords(String configuration) {
    static DutyWords of(Map<String, Object> properties, String pid) {
        return new DutyWords(String.valueOf(properties.getOrDefault("service.pid", pid)));
    }

    IllegalArgumentException wrong(String what, Throwable cause) {
        return new IllegalArgumentException("configuration " + configuration + ": " + what, cause);
    }

    Set<PersonId> persons(String[] ids) {
        try {
            return Arrays.stream(ids).map(String::strip).map(PersonId::new).collect(Collectors.toUnmodifiableSet());
        } catch (IllegalArgumentException e) {
            throw wrong("persons: " + e.getMessage(), e);
        }
    }

    List<String> carers(String key, String[] ids, boolean needed) {
        List<String> names = Arrays.stream(ids)
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .toList();
        if (needed && names.isEmpty()) {
            throw wrong(key + " must name at least one carer", null);
        }
        return names;
    }

    Set<DayOfWeek> days(String[] names) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String name : names) {
            String wanted = name.strip().toUpperCase(Locale.ROOT);
            days.add(Arrays.stream(DayOfWeek.values())
                    .filter(day -> wanted.length() == 3 && day.name().startsWith(wanted))
                    .findFirst()
                    .orElseThrow(() ->
                            wrong("days: '" + name + "' is none; write MON, TUE, WED, THU, FRI, SAT or SUN", null)));
        }
        return days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days;
    }

    LocalTime time(String key, String text) {
        try {
            return LocalTime.parse(text.strip());
        } catch (DateTimeException e) {
            throw wrong(key + " must be HH:mm, was '" + text + "'", e);
        }
    }

    LocalDateTime dateTime(String key, String text) {
        try {
            return LocalDateTime.parse(text.strip());
        } catch (DateTimeException e) {
            throw wrong(key + " must be YYYY-MM-DDTHH:mm by the clock on the wall, was '" + text + "'", e);
        }
    }

    /** {@return what the family calls it; without a name, the name of its file} */
    String label(String given) {
        return given.isBlank() ? configuration.substring(configuration.indexOf('~') + 1) : given.strip();
    }
}
