package org.hearthgate.api.commissioning;

import java.util.Map;
import java.util.Set;

/**
 * Settings that shall be other than they are. What is not named stays as it is, secrets too.
 *
 * @param set by key: texts, numbers, truths, lists of texts
 * @param cleared keys that go back to their default
 */
public record SettingsUpdate(Map<String, Object> set, Set<String> cleared) {
    public SettingsUpdate {
        set = Map.copyOf(set);
        cleared = Set.copyOf(cleared);
    }

    public static SettingsUpdate of(Map<String, Object> set) {
        return new SettingsUpdate(set, Set.of());
    }
}
