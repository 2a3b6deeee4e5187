package org.hearthgate.adapter.coap.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;

/**
 * The settings of one observed sensor, checked.
 *
 * @param label what the log and the installer read
 * @param uri what is observed
 * @param key with which the hub comes; only with {@code coaps}
 * @param payload how what it says is read
 * @param refresh the longest silence before it is asked again
 */
record SensorSettings(String label, URI uri, Optional<SensorLine.Key> key, SensorPayload payload, Duration refresh) {
    private static final int SHORTEST_KEY = 8;
    private static final int LONGEST_KEY = 64;
    private static final int LONGEST_URI = 180;
    private static final int LONGEST_WORD = 40;

    /** @throws IllegalArgumentException if one cannot be used; the message says which and what to do */
    static SensorSettings of(CoapSensor.Config config) {
        var person = new PersonId(config.person());
        URI uri = uri(config.uri());
        String urn = text(config.deviceUrn());
        if (!urn.isEmpty() && !DeviceUrn.isWellFormed(urn)) {
            throw refused("deviceUrn '" + urn + "' is not a device URN; write it like urn:dev:mac:0024befffe804ff1:");
        }
        var device = new DeviceId(urn.isEmpty() ? uri.toString() : urn);
        if (config.refreshMinutes() < 1 || config.refreshMinutes() > 1440) {
            throw refused("refreshMinutes must be 1 to 1440, was " + config.refreshMinutes());
        }
        if (config.accept() < -1 || config.accept() > 65_535) {
            throw refused("accept must be -1 to 65535, was " + config.accept());
        }
        String label = Labels.check(CoapSensor.PID, config.label());
        var payload = new SensorPayload(
                person, device, uri.getPath(), word("measurement", config.measurement()), word("unit", config.unit()));
        return new SensorSettings(
                label.isEmpty() ? "Sensor" : label,
                uri,
                key(config, uri),
                payload,
                Duration.ofMinutes(config.refreshMinutes()));
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text(text));
            boolean whole = ("coap".equals(uri.getScheme()) || "coaps".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getPath() != null
                    && uri.getPath().length() > 1
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null
                    && uri.toString().length() <= LONGEST_URI;
            if (whole) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    CoapSensor.PID + ": uri '" + text + "' is no address; write it like "
                            + "coap://192.0.2.7:5683/3303/0/5700",
                    e);
        }
        throw refused("uri '" + text + "' must be a whole address with a path, like coap://192.0.2.7:5683/3303/0/5700");
    }

    private static Optional<SensorLine.Key> key(CoapSensor.Config config, URI uri) {
        String identity = text(config.identity());
        String secret = config._psk() == null ? "" : config._psk();
        if ("coap".equals(uri.getScheme())) {
            return Optional.empty();
        }
        int octets = secret.getBytes(StandardCharsets.UTF_8).length;
        if (identity.isEmpty() || identity.length() > 128 || octets < SHORTEST_KEY || octets > LONGEST_KEY) {
            throw refused(uri + " needs an identity of 1 to 128 characters and a .psk of " + SHORTEST_KEY + " to "
                    + LONGEST_KEY + " octets, as they are set in the sensor");
        }
        return Optional.of(new SensorLine.Key(identity, secret));
    }

    private static Optional<String> word(String which, String word) {
        String given = text(word);
        if (given.length() > LONGEST_WORD || given.indexOf('/') > 0 && which.equals("measurement")) {
            throw refused(which + " '" + given + "' is none; use one of the table in the adapter's README");
        }
        return given.isEmpty() ? Optional.empty() : Optional.of(given);
    }

    private static String text(String given) {
        return given == null ? "" : given.strip();
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(CoapSensor.PID + ": " + why);
    }
}
