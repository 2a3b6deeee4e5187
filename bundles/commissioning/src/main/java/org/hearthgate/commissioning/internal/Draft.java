package org.hearthgate.commissioning.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hearthgate.api.commissioning.SettingsCheck;
import org.hearthgate.api.commissioning.SettingsDifference;
import org.hearthgate.api.commissioning.SettingsForm;
import org.hearthgate.api.commissioning.SettingsForm.Field;
import org.hearthgate.api.commissioning.SettingsForm.Type;
import org.hearthgate.api.commissioning.SettingsProblem;
import org.hearthgate.api.commissioning.SettingsUpdate;

/** A configuration as it would be, before anything is touched: every wrong setting named at once, and what would be other than now. */
final class Draft {
    private final Pid pid;
    private final SettingsForm form;
    private final Map<String, Object> before;
    private final Map<String, Object> after;
    private final List<SettingsProblem> problems = new ArrayList<>();

    /** @param before values in force; empty for a new configuration */
    Draft(Pid pid, SettingsForm form, Map<String, Object> before, SettingsUpdate update) {
        this.pid = pid;
        this.form = form;
        this.before = before;
        this.after = new TreeMap<>(before);
        new TreeMap<>(update.set()).forEach(this::set);
        update.cleared().stream().sorted().forEach(this::clear);
        for (Field field : form.fields()) {
            if (field.required() && !after.containsKey(field.key()) && !isNamed(field.key())) {
                problem(field.key(), "must be set; " + new FieldCheck(field).help());
            }
        }
    }

    private boolean isNamed(String key) {
        return problems.stream().anyMatch(problem -> problem.key().equals(key));
    }

    private void set(String key, Object given) {
        Optional<Field> field = field(key);
        if (field.isEmpty()) {
            problem(key, "is unknown; " + form.pid() + " has " + keys());
            return;
        }
        try {
            after.put(key, new FieldCheck(field.get()).value(given));
        } catch (IllegalArgumentException e) {
            problem(key, e.getMessage());
        }
    }

    private void clear(String key) {
        if (field(key).isEmpty() && !before.containsKey(key)) {
            problem(key, "is unknown; " + form.pid() + " has " + keys());
        }
        after.remove(key);
    }

    void problem(String key, String message) {
        problems.add(new SettingsProblem(key, message));
    }

    private Optional<Field> field(String key) {
        return form.fields().stream().filter(field -> field.key().equals(key)).findFirst();
    }

    private String keys() {
        return form.fields().stream().map(Field::key).sorted().collect(Collectors.joining(", "));
    }

    Pid pid() {
        return pid;
    }

    Map<String, Object> before() {
        return before;
    }

    Map<String, Object> after() {
        return after;
    }

    List<SettingsProblem> problems() {
        return problems;
    }

    List<SettingsDifference> differences() {
        var keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        var differences = new ArrayList<SettingsDifference>();
        for (String key : keys) {
            if (!same(before.get(key), after.get(key))) {
                boolean secret = isSecret(form, key);
                differences.add(new SettingsDifference(
                        key, secret, shown(secret, before.get(key)), shown(secret, after.get(key))));
            }
        }
        return differences;
    }

    List<String> changedKeys() {
        return differences().stream().map(SettingsDifference::key).toList();
    }

    SettingsCheck check() {
        return new SettingsCheck(pid.value(), problems, differences());
    }

    private static Optional<Object> shown(boolean secret, Object valueOrNull) {
        return secret ? Optional.empty() : Optional.ofNullable(valueOrNull).map(Draft::plain);
    }

    /** {@return a value as the contract has it: lists instead of arrays} */
    static Object plain(Object value) {
        return value instanceof Object[] several ? List.of(several) : value;
    }

    /** {@return whether a key's value is never told; also of a form that does not know it} */
    static boolean isSecret(SettingsForm form, String key) {
        return key.startsWith(".")
                || form.fields().stream().anyMatch(field -> field.key().equals(key) && field.type() == Type.SECRET);
    }

    /** {@return whether two values mean the same; a number from a file is a Long, one from an adapter's default may be an Integer} */
    static boolean same(Object one, Object other) {
        if (one instanceof Object[] several && other instanceof Object[] others) {
            return Arrays.equals(several, others);
        }
        if (one instanceof Number first && other instanceof Number second) {
            return first.doubleValue() == second.doubleValue();
        }
        return Objects.equals(one, other);
    }
}
