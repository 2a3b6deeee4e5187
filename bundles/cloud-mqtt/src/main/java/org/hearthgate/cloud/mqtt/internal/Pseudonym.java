package org.hearthgate.cloud.mqtt.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hearthgate.api.observation.PersonId;

/** Finds the word that stands for a person outside the house: chosen by the family, or derived from a key that never leaves it. */
final class Pseudonym {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
    private static final int SHORTEST_KEY = 16;
    private static final int OCTETS = 10;

    private Pseudonym() {}

    /**
     * {@return the explicit one, else one derived by HMAC-SHA-256 from key, recipient and person: two recipients cannot match theirs}
     *
     * @throws IllegalArgumentException if both or neither are given, or one has the wrong form; never holds the key
     */
    static String choose(String explicit, String key, String recipient, PersonId person) {
        if (explicit.isEmpty() == key.isEmpty()) {
            throw new IllegalArgumentException("consent of '" + person + "' for '" + recipient
                    + "' needs either pseudonym or .pseudonymKey, and not both: the person id itself is never sent");
        }
        return explicit.isEmpty() ? derived(key, recipient, person) : checked(explicit, person);
    }

    private static String checked(String explicit, PersonId person) {
        if (!FORM.matcher(explicit).matches()) {
            throw new IllegalArgumentException("pseudonym must be 1 to 64 of A-Z a-z 0-9 -");
        }
        if (explicit.equalsIgnoreCase(person.value())) {
            throw new IllegalArgumentException(
                    "pseudonym must not be the person id '" + person + "' itself: choose a word that says nothing");
        }
        return explicit;
    }

    private static String derived(String key, String recipient, PersonId person) {
        byte[] secret = key.getBytes(StandardCharsets.UTF_8);
        if (secret.length < SHORTEST_KEY) {
            throw new IllegalArgumentException(
                    ".pseudonymKey must have at least " + SHORTEST_KEY + " random characters: make a longer one");
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] digest = mac.doFinal((recipient + '\n' + person).getBytes(StandardCharsets.UTF_8));
            return "p-" + HexFormat.of().formatHex(digest, 0, OCTETS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256, which every Java must have", e);
        }
    }
}
