package org.hearthgate.adapter.mqtt.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.paho.client.mqttv3.MqttTopic;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.Quality;
import org.hearthgate.api.observation.RawForm;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One device whose messages a bridge puts onto the broker: whose it is, on which topic, and what is what in a message. */
@Component(
        name = MqttDevice.PID,
        configurationPid = MqttDevice.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {MqttDevice.class, DeviceAdapter.class})
@Designate(ocd = MqttDevice.Config.class, factory = true)
public final class MqttDevice implements DeviceAdapter {
    static final String PID = "org.hearthgate.adapter.mqtt.device";
    static final String ADAPTER = "mqtt";
    static final String RAW_TYPE = "application/json";

    private static final int LONGEST_LABEL = 60;
    private static final int LONGEST_TOPIC = 180;
    private static final Pattern MAC = Pattern.compile("(?:.*/)?((?:[0-9A-Fa-f]{2}[:-]?){5}[0-9A-Fa-f]{2})");
    /** A glucose sensor speaks every few minutes; every other device only when it is used. */
    private static final Duration SILENCE_OF_A_SENSOR = Duration.ofMinutes(15);

    private final HubClock clock;
    private final PersonId person;
    private final String label;
    private final String topic;
    private final String broker;
    private final DeviceId device;
    private final MessageDecoder decoder;
    private final MqttObservations observations;
    private Optional<Instant> heardAt = Optional.empty();
    private boolean sensor;
    private String remark = "";
    private Optional<String> trouble =
            Optional.of("no broker is configured for it: add a configuration org.hearthgate.adapter.mqtt~<name>");

    /** Settings of one device. */
    @ObjectClassDefinition(name = "Device over MQTT")
    public @interface Config {
        // required keys default to nothing, which is refused by name; without a default they would be null
        @AttributeDefinition(name = "Person", description = "Id of the person who wears or uses it")
        String person() default "";

        @AttributeDefinition(name = "Label", description = "What the family calls it", required = false)
        String label() default "";

        @AttributeDefinition(
                name = "Topic",
                description = "Where its messages come; + stands for any one level, e.g. home/+/BTtoMQTT/5CCAD370D4A2")
        String topic() default "";

        @AttributeDefinition(
                name = "Broker",
                description = "Name of the broker's configuration; empty: any",
                required = false)
        String broker() default "";

        @AttributeDefinition(
                name = "Mapping",
                description = "What is what: auto, or lines like weight=$.weight kg, heart-rate=$.hr, time=$.last_seen")
        String[] mapping() default {"auto"};

        @AttributeDefinition(
                name = "A repeat within (seconds)",
                description =
                        "The same value again within this time is the same measurement, where messages carry no time",
                min = "0",
                max = "3600")
        int repeatWithinSeconds() default 60;
    }

    /** What became of one message. */
    record Taken(List<Observation> observations, List<String> refused) {
        Taken {
            observations = List.copyOf(observations);
            refused = List.copyOf(refused);
        }
    }

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which and what to do */
    @Activate
    public MqttDevice(@Reference HubClock clock, Config config) {
        this.clock = clock;
        person = new PersonId(config.person());
        label = config.label();
        if (label.length() > LONGEST_LABEL) {
            throw new IllegalArgumentException("label must have at most " + LONGEST_LABEL + " characters");
        }
        topic = Topics.filter("topic", config.topic());
        if (topic.length() > LONGEST_TOPIC || topic.contains("#")) {
            throw new IllegalArgumentException("topic must name one device, in at most " + LONGEST_TOPIC
                    + " characters: write + for a level that may differ, not #");
        }
        broker = config.broker();
        device = deviceOf(topic);
        decoder = new MessageDecoder(Mapping.of(config.mapping()));
        int repeat = config.repeatWithinSeconds();
        if (repeat < 0 || repeat > 3600) {
            throw new IllegalArgumentException("repeatWithinSeconds must be 0 to 3600, was " + repeat);
        }
        observations = new MqttObservations(Duration.ofSeconds(repeat));
    }

    /** {@return by its Bluetooth address where the topic ends in one, so that it is one device by whichever radio it is heard} */
    private static DeviceId deviceOf(String topic) {
        Matcher mac = MAC.matcher(topic);
        if (!mac.matches()) {
            return new DeviceId("mqtt:" + topic);
        }
        String digits = mac.group(1).replaceAll("[:-]", "");
        return new BluetoothAddress(digits.replaceAll("(..)(?!$)", "$1:")).deviceId();
    }

    PersonId person() {
        return person;
    }

    String topic() {
        return topic;
    }

    /** {@return whether it is to be heard on that broker} */
    boolean belongsTo(String brokerName) {
        return broker.isEmpty() || broker.equals(brokerName);
    }

    boolean listensTo(String messageTopic) {
        return MqttTopic.isMatched(topic, messageTopic);
    }

    /** The broker is there, or away and why. */
    synchronized void brokerIs(Optional<String> away) {
        trouble = away;
    }

    /** {@return what the message says; nothing where the broker kept it from some time ago and it does not tell its own time} */
    synchronized Taken take(Arrived message) {
        MessageDecoder.Reading reading;
        try {
            reading = decoder.decode(message.payload());
        } catch (IllegalArgumentException e) {
            remark = "Its last message could not be read and is in quarantine";
            return new Taken(List.of(), List.of(e.getMessage()));
        }
        boolean timed = reading.measuredAt().isPresent();
        if (message.retained() && !timed) {
            return new Taken(List.of(), List.of()); // of when? Nobody knows: it was said some time ago
        }
        var refused = new ArrayList<>(reading.refused());
        List<Observation> made = observations.of(reading.values(), origin(message, reading), timed, refused::add);
        heardAt = Optional.of(message.at());
        sensor |= made.stream().anyMatch(GlucoseReading.class::isInstance);
        remark = refused.isEmpty() ? "" : "Some of its last message cannot be taken and is in quarantine";
        return new Taken(made, refused);
    }

    /** The next message counts, whatever was said before. */
    synchronized void forgetWhatItSaid() {
        observations.forget();
    }

    private Origin origin(Arrived message, MessageDecoder.Reading reading) {
        var origin = new Origin(
                person,
                device,
                reading.measuredAt().orElse(message.at()),
                Optional.empty(),
                message.at(),
                OptionalLong.empty(),
                Quality.GOOD,
                Provenance.of(ADAPTER, new RawForm(RAW_TYPE, message.payload())));
        boolean old = reading.measuredAt().isEmpty() && (message.waited() || message.again());
        return old
                ? origin.withDoubt(
                        Doubt.Flag.LATE, "it tells no time and may have waited at the broker while the hub was away")
                : origin;
    }

    @Override
    public String name() {
        return ADAPTER;
    }

    @Override
    public synchronized List<DeviceStatus> devices() {
        boolean silent = sensor
                && heardAt.map(at -> Duration.between(at, clock.now()).compareTo(SILENCE_OF_A_SENSOR) > 0)
                        .orElse(false);
        DeviceStatus.State state = heardAt.isEmpty()
                ? DeviceStatus.State.WAITING
                : trouble.isPresent() || silent ? DeviceStatus.State.LOST : DeviceStatus.State.HEARD;
        return List.of(new DeviceStatus(device, Optional.of(person), state, heardAt, why(silent)));
    }

    private String why(boolean silent) {
        String who = label.isEmpty() ? topic : label;
        if (trouble.isPresent()) {
            return who + ": " + trouble.get();
        }
        if (heardAt.isEmpty()) {
            return who + " was not heard since the hub started; use it, and check its topic and that the bridge runs";
        }
        if (silent) {
            return who + " has been silent for "
                    + Duration.between(heardAt.get(), clock.now()).toMinutes() + " min: look at it and at the bridge";
        }
        return remark.isEmpty() ? who + " is heard" : who + " is heard. " + remark;
    }

    /** Names no person: this ends up in logs. */
    @Override
    public String toString() {
        return device.value();
    }
}
