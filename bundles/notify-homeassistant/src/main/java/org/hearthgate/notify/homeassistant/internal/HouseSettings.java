package org.hearthgate.notify.homeassistant.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.observation.PersonId;

/**
 * What a home set for one Home Assistant, checked: a wrong setting is found when it is made and not in the first night.
 *
 * @param name of the configuration
 * @param broker tcp or ssl, with a host and a port
 * @param topics where things are said
 * @param caFile certificates to trust instead of Java's own, in PEM
 * @param people the persons who are shared, and nobody else
 * @param forEverybodyNear whether the speakers and lights are for whoever is near, rather than for the carers who name this channel
 * @param namesInMessages whether messages say a person's name as the family does, or the label
 * @param commandsAllowed whether Home Assistant may acknowledge and snooze
 */
record HouseSettings(
        String name,
        URI broker,
        Login login,
        Optional<Path> caFile,
        Topics topics,
        List<Subject> people,
        boolean forEverybodyNear,
        boolean namesInMessages,
        boolean commandsAllowed,
        Appearance appearance,
        Timing timing) {
    private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]{1,64}(/[A-Za-z0-9_-]{1,64}){0,3}");
    private static final Pattern LABEL = Pattern.compile("[^\\p{Cntrl}]{1,64}");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final int PLAIN_PORT = 1883;
    private static final int TLS_PORT = 8883;
    private static final int MOST_PEOPLE = 16;
    private static final int SHORTEST_KEY = 16;

    HouseSettings {
        people = List.copyOf(people);
    }

    /** User name and password, kept from every log by its {@code toString}. An empty user name means none. */
    record Login(String username, String password) {
        @Override
        public String toString() {
            return username.isEmpty() ? "without a user name" : "as a user with a password";
        }
    }

    /**
     * How it looks in Home Assistant.
     *
     * @param discoveryPrefix as set in Home Assistant's MQTT integration
     * @param wholeDevices one discovery message per device (2024.11 and later) rather than one per entity
     * @param glucoseClass whether to name the device class that 2024.11 brought; an older one refuses the whole entity for it
     * @param expireAfter after which a value is no longer shown
     * @param snooze what the snooze button asks for
     */
    record Appearance(
            String discoveryPrefix,
            boolean wholeDevices,
            boolean glucoseClass,
            GlucoseUnit unit,
            Duration expireAfter,
            Duration snooze) {}

    /** How patient the line is. */
    record Timing(Duration heartbeat, Duration keepAlive, Duration connect, Duration acknowledge) {}

    /** @throws IllegalArgumentException naming the key, what is wrong with it and what to do */
    static HouseSettings of(HomeAssistantChannel.Config config, Map<String, ?> properties) {
        if (config.username().isEmpty() && !config._password().isEmpty()) {
            throw new IllegalArgumentException(
                    ".password is set without a username: set username, or delete .password");
        }
        String hub = matching(CLIENT_ID, "clientId", config.clientId(), "1 to 64 of A-Z a-z 0-9 _ -");
        String pid = properties.get("service.pid") instanceof String text ? text : "";
        return new HouseSettings(
                pid.indexOf('~') >= 0 ? pid.substring(pid.indexOf('~') + 1) : "",
                broker(config.brokerUri(), config.plainAllowed()),
                new Login(config.username(), config._password()),
                config.caFile().isEmpty() ? Optional.empty() : Optional.of(Path.of(config.caFile())),
                new Topics(prefix("topicPrefix", config.topicPrefix()), hub),
                people(config.people(), config._idKey().isEmpty() ? hub : key(config._idKey())),
                config.forEverybodyNear(),
                config.namesInMessages(),
                config.commandsAllowed(),
                new Appearance(
                        prefix("discoveryPrefix", config.discoveryPrefix()),
                        config.deviceDiscovery(),
                        config.glucoseDeviceClass(),
                        GlucoseUnit.of(config.unit()),
                        Duration.ofSeconds(within("expireAfterSeconds", config.expireAfterSeconds(), 300, 3600)),
                        Duration.ofMinutes(within("snoozeMinutes", config.snoozeMinutes(), 1, 120))),
                new Timing(
                        Duration.ofSeconds(within("heartbeatSeconds", config.heartbeatSeconds(), 10, 600)),
                        Duration.ofSeconds(within("keepAliveSeconds", config.keepAliveSeconds(), 10, 3600)),
                        Duration.ofSeconds(within("connectTimeoutSeconds", config.connectTimeoutSeconds(), 1, 120)),
                        Duration.ofSeconds(within("ackTimeoutSeconds", config.ackTimeoutSeconds(), 1, 60))));
    }

    boolean encrypted() {
        return broker.getScheme().equals("ssl");
    }

    /** {@return host and port, for people} */
    String address() {
        return broker.getHost() + ':' + broker.getPort();
    }

    /** {@return stable id of the channel, as carers' settings name it} */
    String channelId() {
        return name.isEmpty() || name.equals("home") ? "home-assistant" : "home-assistant." + name;
    }

    /** {@return the hub, then the persons} */
    Stream<Subject> subjects() {
        return Stream.concat(Stream.of(Subject.hub()), people.stream());
    }

    /** {@return how this person or the hub is told; empty where that is not shared} */
    Optional<Subject> subject(PersonId person) {
        return subjects().filter(subject -> subject.person().equals(person)).findFirst();
    }

    private static String key(String idKey) {
        if (idKey.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException(
                    ".idKey must have at least " + SHORTEST_KEY + " random characters: make a longer one");
        }
        return idKey;
    }

    private static List<Subject> people(String[] lines, String key) {
        List<Subject> people = Stream.of(lines)
                .filter(line -> !line.isBlank())
                .map(line -> person(line, key))
                .toList();
        if (people.size() > MOST_PEOPLE) {
            throw new IllegalArgumentException("people must be at most " + MOST_PEOPLE + ", were " + people.size());
        }
        var seen = new HashSet<PersonId>();
        for (Subject subject : people) {
            if (!seen.add(subject.person())) {
                throw new IllegalArgumentException("people names '" + subject.person() + "' twice: keep one line");
            }
        }
        return people;
    }

    private static Subject person(String line, String key) {
        int sign = line.indexOf('=');
        PersonId person;
        try {
            person = new PersonId((sign < 0 ? line : line.substring(0, sign)).strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "people: '" + line + "' must be a person id, or person id=label (" + e.getMessage() + ")", e);
        }
        if (person.equals(Alert.HUB)) {
            throw new IllegalArgumentException("people: 'hub' is the hub itself, which is always told: delete it");
        }
        String label = sign < 0 ? "" : line.substring(sign + 1).strip();
        if (sign >= 0) {
            matching(LABEL, "people: the label of '" + person + "'", label, "1 to 64 characters on one line");
        }
        return Subject.of(person, key, label);
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
                    "brokerUri must be tcp://localhost:port or ssl://host:port: another form cannot be used");
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

    private static String prefix(String key, String value) {
        return matching(PREFIX, key, value, "1 to 4 levels of A-Z a-z 0-9 _ -");
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
