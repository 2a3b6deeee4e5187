package org.hearthgate.api.commissioning;

import static java.util.Objects.requireNonNull;

/**
 * What is wrong with one setting.
 *
 * @param key which
 * @param message what and what to do; never a secret
 */
public record SettingsProblem(String key, String message) {
    public SettingsProblem {
        requireNonNull(key, "key");
        requireNonNull(message, "message");
    }
}
