package org.hearthgate.api.commissioning;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One setting that would be another. Of a secret only that it is another.
 *
 * @param before empty when it was not set, or is a secret
 * @param after empty when it will not be set any more, or is a secret
 */
public record SettingsDifference(String key, boolean secret, Optional<Object> before, Optional<Object> after) {
    public SettingsDifference {
        requireNonNull(key, "key");
        requireNonNull(before, "before");
        requireNonNull(after, "after");
    }
}
