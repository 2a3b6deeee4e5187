package org.hearthgate.adapter.phone.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;

/**
 * What a home set for one phone, checked: a wrong setting is found when it is made and not at night.
 *
 * @param device {@code phone:<name of the configuration>}
 * @param secretHash lower-case hexadecimal SHA-1 of the app's secret, as its {@code api-secret} header wants it
 * @param askEvery pause while a reading is overdue
 * @param backfill how far back a gap is filled
 */
record PhoneSettings(
        PersonId person,
        String label,
        DeviceId device,
        PhoneAddress address,
        Optional<String> secretHash,
        App app,
        Duration askEvery,
        Duration backfill,
        boolean treatments,
        boolean heartRate,
        boolean steps,
        boolean publicAddressAllowed) {
    private static final int LONGEST_LABEL = 60;
    private static final int LONGEST_SECRET = 200;

    /** Which app serves; it decides where treatments are. */
    enum App {
        AUTO,
        XDRIP,
        JUGGLUCO
    }

    /**
     * @param properties of the component, for the configuration's name
     * @throws IllegalArgumentException naming the key, what is wrong with it and what to do
     */
    static PhoneSettings of(PhoneAdapter.Config config, Map<String, ?> properties) {
        if (config.label().length() > LONGEST_LABEL) {
            throw new IllegalArgumentException("label must have at most " + LONGEST_LABEL + " characters");
        }
        if (config._secret().length() > LONGEST_SECRET) {
            throw new IllegalArgumentException(".secret must have at most " + LONGEST_SECRET + " characters");
        }
        PhoneAddress address = PhoneAddress.of(config.host());
        return new PhoneSettings(
                new PersonId(config.person()),
                config.label(),
                new DeviceId("phone:" + name(properties, address)),
                address,
                config._secret().isEmpty() ? Optional.empty() : Optional.of(sha1(config._secret())),
                app(config.app()),
                Duration.ofSeconds(within("pollSeconds", config.pollSeconds(), 10, 600)),
                Duration.ofHours(within("backfillHours", config.backfillHours(), 1, 72)),
                config.treatments(),
                config.heartRate(),
                config.steps(),
                config.publicAddressAllowed());
    }

    /** {@return what the family calls it, else where it is} */
    String title() {
        return label.isEmpty() ? address.toString() : label;
    }

    private static String name(Map<String, ?> properties, PhoneAddress address) {
        String pid = properties.get("service.pid") instanceof String text ? text : "";
        int tilde = pid.indexOf('~');
        String name = tilde >= 0 ? pid.substring(tilde + 1) : address.host();
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private static App app(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "auto", "" -> App.AUTO;
            case "xdrip" -> App.XDRIP;
            case "juggluco" -> App.JUGGLUCO;
            default -> throw new IllegalArgumentException("app must be auto, xdrip or juggluco, was '" + text + "'");
        };
    }

    private static int within(String key, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException(key + " must be " + lowest + " to " + highest + ", was " + value);
        }
        return value;
    }

    private static String sha1(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    /** Without the secret: this ends up in logs. */
    @Override
    public String toString() {
        return device + " at " + address;
    }
}
