package org.hearthgate.api.commissioning;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One configuration as it is.
 *
 * @param values those that are set and no secrets, by key: texts, numbers, truths, lists of texts
 * @param secrets keys of the secrets that are set
 * @param standing whether something runs with it
 */
public record ConfiguredSettings(String pid, Map<String, Object> values, List<String> secrets, Standing standing) {
    public ConfiguredSettings {
        requireNonNull(pid, "pid");
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        secrets = List.copyOf(secrets);
        requireNonNull(standing, "standing");
    }
}
