package org.hearthgate.notify.internal.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what is sent as Standard Webhooks 1.0 asks (standardwebhooks.com): HMAC-SHA256 over {@code id.timestamp.body}, so that the receiver
 * knows who sent it, that nobody changed it, and when.
 */
final class Signature {
    private static final String PREFIX = "whsec_";
    private static final String HMAC = "HmacSHA256";
    private static final int LEAST_OCTETS = 24;
    private static final int MOST_OCTETS = 64;

    private final SecretKeySpec key;

    /**
     * @param secret {@code whsec_} and 24 to 64 octets in base64
     * @throws IllegalArgumentException otherwise, without the secret
     */
    Signature(String secret) {
        if (!secret.startsWith(PREFIX)) {
            throw new IllegalArgumentException("the secret must begin with whsec_");
        }
        byte[] octets;
        try {
            octets =
                    Base64.getDecoder().decode(secret.substring(PREFIX.length()).strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the secret must be base64 after whsec_"); // the cause would show a part of it
        }
        if (octets.length < LEAST_OCTETS || octets.length > MOST_OCTETS) {
            throw new IllegalArgumentException(
                    "the secret must be " + LEAST_OCTETS + " to " + MOST_OCTETS + " octets in base64 after whsec_");
        }
        key = new SecretKeySpec(octets, HMAC);
    }

    /** {@return the value of the header {@code webhook-signature}} */
    String of(String id, Instant at, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update((id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
