package org.hearthgate.adapter.mqtt.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hearthgate.api.device.DeviceDiscovery;
import org.hearthgate.api.device.HeardDevice;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.broker.line.Backoff;
import org.hearthgate.broker.line.LineThread;
import org.hearthgate.broker.line.TrustedAuthorities;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One broker of the house: wiring only, the work is {@link BrokerLoop}'s. Without a configuration nothing connects anywhere. */
@Component(
        name = MqttBroker.PID,
        configurationPid = MqttBroker.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = MqttBroker.Config.class, factory = true)
public final class MqttBroker implements DeviceDiscovery, HealthProbe {
    static final String PID = "org.hearthgate.adapter.mqtt";

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final MqttSettings settings;
    private final BrokerLoop loop;
    private final LineThread thread;

    /** Where the broker is. */
    @ObjectClassDefinition(name = "Broker of bridged devices")
    public @interface Config {
        @AttributeDefinition(name = "Broker", description = "tcp:// to this machine, ssl://host:8883 elsewhere")
        String brokerUri() default "tcp://localhost:1883";

        @AttributeDefinition(
                name = "Plain MQTT beyond this machine",
                description = "Allow tcp:// to another host: readings can then be read and changed on the way")
        boolean plainAllowed() default false;

        @AttributeDefinition(
                name = "Client id",
                description = "Never change it: what waits at the broker waits under it")
        String clientId() default "hearthgate";

        @AttributeDefinition(name = "User name", required = false)
        String username() default "";

        @AttributeDefinition(name = "Password", type = AttributeType.PASSWORD, required = false)
        String _password() default "";

        @AttributeDefinition(name = "Authority", description = "PEM file; empty: those Java trusts", required = false)
        String caFile() default "";

        @AttributeDefinition(
                name = "Topics to search",
                description = "Listened to only while somebody searches for devices")
        String[] searchTopics() default {"home/+/BTtoMQTT/+", "zigbee2mqtt/+"};

        @AttributeDefinition(name = "Keep-alive (seconds)", min = "10", max = "3600")
        int keepAliveSeconds() default 60;

        @AttributeDefinition(name = "Connect within (seconds)", min = "1", max = "120")
        int connectTimeoutSeconds() default 10;
    }

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which and what to do */
    @Activate
    public MqttBroker(
            @Reference ObservationSink sink, @Reference HubClock clock, Config config, Map<String, Object> properties) {
        settings = MqttSettings.of(config, properties);
        loop = new BrokerLoop(
                settings,
                settings.encrypted() ? Optional.of(TrustedAuthorities.sockets(settings.caFile())) : Optional.empty(),
                sink,
                clock,
                new Backoff(FIRST_PAUSE, LONGEST_PAUSE, RandomGenerator.getDefault()));
        thread = new LineThread("mqtt-" + settings.name(), loop);
    }

    /** Runs after the devices that are there already were bound. */
    @Activate
    void start() {
        thread.start();
    }

    /** Ends within two seconds, whatever the broker does. */
    @Deactivate
    void stop() {
        thread.stop();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addDevice(MqttDevice device) {
        loop.add(device);
    }

    void removeDevice(MqttDevice device) {
        loop.remove(device);
    }

    @Override
    public String transport() {
        return HeardTopics.TRANSPORT;
    }

    @Override
    public List<HeardDevice> heard() {
        return loop.heard().newestFirst();
    }

    @Override
    public void search(Duration length) {
        loop.search(length);
    }

    @Override
    public void forget(String address) {
        loop.heard().forget(address);
    }

    @Override
    public String name() {
        return "mqtt-" + settings.name();
    }

    @Override
    public boolean onAlarmPath() {
        return false;
    }

    @Override
    public Health check() {
        return loop.trouble()
                .map(away -> Health.warn("Bridged devices are not heard: " + away))
                .orElseGet(() -> Health.ok("Broker '" + settings.name() + "' is connected"));
    }
}
