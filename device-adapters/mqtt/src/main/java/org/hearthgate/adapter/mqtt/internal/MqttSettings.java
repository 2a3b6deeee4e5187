package org.hearthgate.adapter.mqtt.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a home set for one broker, checked.
 *
 * @param name of the configuration; devices may ask for it
 * @param broker tcp or ssl, with a host and a port
 * @param searchTopics filters listened to while somebody searches
 */
record MqttSettings(
        String name,
        URI broker,
        String clientId,
        String username,
        String password,
        Optional<Path> caFile,
        List<String> searchTopics,
        Duration keepAlive,
        Duration connectTimeout) {
    private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final int PLAIN_PORT = 1883;
    private static final int TLS_PORT = 8883;
    private static final int MOST_TOPICS = 16;

    MqttSettings {
        searchTopics = List.copyOf(searchTopics);
    }

    /** @throws IllegalArgumentException naming the key, what is wrong with it and what to do */
    static MqttSettings of(MqttBroker.Config config, Map<String, ?> properties) {
        if (config.username().isEmpty() && !config._password().isEmpty()) {
            throw new IllegalArgumentException(
                    ".password is set without a username: set username, or delete .password");
        }
        if (!CLIENT_ID.matcher(config.clientId()).matches()) {
            throw new IllegalArgumentException(
                    "clientId must be 1 to 64 of A-Z a-z 0-9 . _ -, was '" + config.clientId() + "'");
        }
        if (config.searchTopics().length > MOST_TOPICS) {
            throw new IllegalArgumentException("searchTopics must be at most " + MOST_TOPICS);
        }
        String pid = properties.get("service.pid") instanceof String text ? text : "";
        return new MqttSettings(
                pid.indexOf('~') >= 0 ? pid.substring(pid.indexOf('~') + 1) : "broker",
                broker(config.brokerUri(), config.plainAllowed()),
                config.clientId(),
                config.username(),
                config._password(),
                config.caFile().isEmpty() ? Optional.empty() : Optional.of(Path.of(config.caFile())),
                Arrays.stream(config.searchTopics())
                        .filter(topic -> !topic.isBlank())
                        .map(topic -> Topics.filter("searchTopics", topic))
                        .toList(),
                Duration.ofSeconds(within("keepAliveSeconds", config.keepAliveSeconds(), 10, 3600)),
                Duration.ofSeconds(within("connectTimeoutSeconds", config.connectTimeoutSeconds(), 1, 120)));
    }

    boolean encrypted() {
        return broker.getScheme().equals("ssl");
    }

    /** {@return host and port, for people} */
    String address() {
        return broker.getHost() + ':' + broker.getPort();
    }

    private static URI broker(String text, boolean plainAllowed) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "brokerUri is not a URI: write tcp://localhost:1883 or ssl://host:8883", e);
        }
        boolean ssl = "ssl".equals(uri.getScheme());
        if (!ssl && !"tcp".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "brokerUri must be tcp://localhost:port or ssl://host:port, was '" + text + "'");
        }
        if (uri.getUserInfo() != null || !uri.getRawPath().isEmpty() || uri.getQuery() != null) {
            throw new IllegalArgumentException(
                    "brokerUri must end after the port: user name and password have their own keys");
        }
        if (!ssl && !plainAllowed && !LOOPBACK.matcher(uri.getHost()).matches()) {
            throw new IllegalArgumentException(
                    "brokerUri must be ssl:// for '" + uri.getHost()
                            + "': tcp:// can be read and changed on the way; set plainAllowed if that is accepted in this Wi-Fi");
        }
        int port = uri.getPort() == -1 ? (ssl ? TLS_PORT : PLAIN_PORT) : uri.getPort();
        return URI.create(uri.getScheme() + "://" + uri.getHost() + ':' + port);
    }

    private static int within(String key, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException(key + " must be " + lowest + " to " + highest + ", was " + value);
        }
        return value;
    }

    /** Without user name and password: this may end up in logs. */
    @Override
    public String toString() {
        return name + " at " + address();
    }
}
