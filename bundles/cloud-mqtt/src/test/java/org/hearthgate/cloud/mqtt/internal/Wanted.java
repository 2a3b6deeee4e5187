package org.hearthgate.cloud.mqtt.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.hearthgate.api.observation.PersonId;
import org.osgi.util.converter.Converters;

/** Configurations and consents as a home would write them, the way DS would hand them over. */
final class Wanted {
    static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private Wanted() {}

    /** The least a home must set, and what the pairs say beside it. */
    static CloudUplink.Config uplink(Object... keysAndValues) {
        var keys = new HashMap<String, Object>(Map.of(
                "recipient", "cloud", "brokerUri", "tcp://localhost:1883", "account", "home", "clientId", "hub-7"));
        keys.putAll(pairs(keysAndValues));
        return filled(CloudUplink.Config.class, keys);
    }

    static ConsentEntry.Config consentConfig(Object... keysAndValues) {
        var keys = new HashMap<String, Object>(
                Map.of("person", "anna", "granularity", "summary-15min", "grantedAt", LONG_AGO.toString()));
        keys.putAll(pairs(keysAndValues));
        return filled(ConsentEntry.Config.class, keys);
    }

    static Consent consent(PersonId person, String pseudonym) {
        return new Consent("cloud", person, Granularity.SUMMARY_15_MIN, pseudonym, LONG_AGO, 5);
    }

    static ConsentEntry entry(PersonId person, String pseudonym) {
        return new ConsentEntry(consentConfig("person", person.value(), "pseudonym", pseudonym));
    }

    private static Map<String, Object> pairs(Object... keysAndValues) {
        var pairs = new HashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            pairs.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return pairs;
    }

    private static <T> T filled(Class<T> type, Map<String, Object> keys) {
        return Converters.standardConverter().convert(keys).to(type);
    }
}
