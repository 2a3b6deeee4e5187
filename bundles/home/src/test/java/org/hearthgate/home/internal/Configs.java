package org.hearthgate.home.internal;

import java.util.Map;
import org.osgi.util.converter.Converters;

/** Fills a component's annotation from keys and values, as the framework does. */
final class Configs {
    private Configs() {}

    static <T> T config(Class<T> type, Map<String, Object> values) {
        return Converters.standardConverter().convert(values).to(type);
    }

    static ConfiguredPerson person(String configuration, String id, String name) {
        return new ConfiguredPerson(
                config(ConfiguredPerson.Config.class, Map.of("id", id, "name", name)),
                Map.of("service.pid", "org.hearthgate.person~" + configuration));
    }

    static ConfiguredCredential credential(String configuration, Map<String, Object> values) {
        return new ConfiguredCredential(
                config(ConfiguredCredential.Config.class, values),
                Map.of("service.pid", "org.hearthgate.access~" + configuration));
    }
}
