package org.hearthgate.cloud.mqtt.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a home set for one broker, checked: a wrong setting is found when it is made and not at the first message.
 *
 * @param recipient names this broker in consents and in the cursor
 * @param broker tcp or ssl, with a host and a port; tcp only to this machine itself
 * @param caFile certificates to trust instead of Java's own, in PEM
 */
record CloudSettings(
        String recipient,
        URI broker,
        CloudTopics topics,
        Login login,
        Optional<Path> caFile,
        Duration healthEvery,
        Duration lateDataGrace,
        int maxInFlight,
        Duration keepAlive,
        Duration connectTimeout,
        Duration ackTimeout) {

    static final String DEFAULT_RECIPIENT = "cloud";
    static final String RECIPIENT_FORM = "[a-z0-9][a-z0-9-]{0,47}";
    private static final Pattern RECIPIENT = Pattern.compile(RECIPIENT_FORM);
    private static final Pattern TOPIC_TOKEN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final int PLAIN_PORT = 1883;
    private static final int TLS_PORT = 8883;

    /** User name and password, kept from every log by its {@code toString}. An empty user name means none. */
    record Login(String username, String password) {
        @Override
        public String toString() {
            return username.isEmpty() ? "without a user name" : "as a user with a password";
        }
    }

    /** @throws IllegalArgumentException naming the key, what is wrong with it and what to do */
    static CloudSettings of(CloudUplink.Config config) {
        if (config.username().isEmpty() && !config._password().isEmpty()) {
            throw new IllegalArgumentException(
                    ".password is set without a username: set username, or delete .password");
        }
        return new CloudSettings(
                matching(RECIPIENT, "recipient", config.recipient(), "1 to 48 of a-z 0-9 -"),
                broker(config.brokerUri()),
                new CloudTopics(
                        matching(TOPIC_TOKEN, "account", config.account(), "1 to 64 of A-Z a-z 0-9 . _ -"),
                        matching(TOPIC_TOKEN, "clientId", config.clientId(), "1 to 64 of A-Z a-z 0-9 . _ -")),
                new Login(config.username(), config._password()),
                config.caFile().isEmpty() ? Optional.empty() : Optional.of(Path.of(config.caFile())),
                Duration.ofMinutes(within("healthEveryMinutes", config.healthEveryMinutes(), 1, 1440)),
                Duration.ofMinutes(within("lateDataGraceMinutes", config.lateDataGraceMinutes(), 0, 120)),
                within("maxInFlight", config.maxInFlight(), 1, 100),
                Duration.ofSeconds(within("keepAliveSeconds", config.keepAliveSeconds(), 10, 3600)),
                Duration.ofSeconds(within("connectTimeoutSeconds", config.connectTimeoutSeconds(), 1, 120)),
                Duration.ofSeconds(within("ackTimeoutSeconds", config.ackTimeoutSeconds(), 1, 120)));
    }

    boolean encrypted() {
        return broker.getScheme().equals("ssl");
    }

    /** {@return host and port, for people} */
    String address() {
        return broker.getHost() + ':' + broker.getPort();
    }

    private static URI broker(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("brokerUri is not a URI: write ssl://host:8883", e);
        }
        boolean ssl = "ssl".equals(uri.getScheme());
        if (!ssl && !"tcp".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("brokerUri must be ssl://host:port, or tcp://localhost:port");
        }
        if (uri.getUserInfo() != null || !uri.getRawPath().isEmpty() || uri.getQuery() != null) {
            throw new IllegalArgumentException(
                    "brokerUri must end after the port: user name and password have their own keys");
        }
        if (!ssl && !LOOPBACK.matcher(uri.getHost()).matches()) {
            throw new IllegalArgumentException("brokerUri must be ssl:// for '" + uri.getHost()
                    + "': tcp:// is open to read on the way and allowed to this machine alone");
        }
        int port = uri.getPort() == -1 ? (ssl ? TLS_PORT : PLAIN_PORT) : uri.getPort();
        return URI.create(uri.getScheme() + "://" + uri.getHost() + ':' + port);
    }

    private static String matching(Pattern form, String key, String value, String words) {
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException(key + " must be " + words + ", was '" + value + "'");
        }
        return value;
    }

    private static int within(String key, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException(key + " must be " + lowest + " to " + highest + ", was " + value);
        }
        return value;
    }
}
