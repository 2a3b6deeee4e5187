package org.hearthgate.notify.homeassistant.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.observation.PersonId;

/**
 * Somebody, or the hub itself, as the broker sees it: under a word that says nothing.
 *
 * @param person whom it stands for; {@link Alert#HUB} for the hub
 * @param id in topics and in Home Assistant's registry; stable as long as client id, key and person are
 * @param label what Home Assistant shows; lies at the broker for as long as the person is shared
 */
record Subject(PersonId person, String id, String label) {
    private static final int OCTETS = 8;

    /** {@return the hub itself} */
    static Subject hub() {
        return new Subject(Alert.HUB, "hub", "Hearthgate");
    }

    /**
     * {@return a person whose id on the broker follows from the key}
     *
     * @param key whoever knows it can tell which id is whose
     * @param label empty for one that says nothing
     */
    static Subject of(PersonId person, String key, String label) {
        String id = "p-" + HexFormat.of().formatHex(digest(key, person), 0, OCTETS);
        return new Subject(person, id, label.isEmpty() ? "Person " + id.substring(2, 6) : label);
    }

    boolean isHub() {
        return person.equals(Alert.HUB);
    }

    private static byte[] digest(String key, PersonId person) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(person.value().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256, which every Java must have", e);
        }
    }
}
