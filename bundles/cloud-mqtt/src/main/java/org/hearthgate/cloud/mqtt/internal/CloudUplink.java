package org.hearthgate.cloud.mqtt.internal;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationListener;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;
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

/** One configured broker. Without a configuration there is none, and nothing connects anywhere. */
@Component(
        name = "org.hearthgate.cloud.mqtt",
        configurationPid = "org.hearthgate.cloud.mqtt",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        property = CloudUplink.OURS + "=true")
@Designate(ocd = CloudUplink.Config.class, factory = true)
public final class CloudUplink implements ObservationListener, HealthProbe {
    /** Marks our own probes: a component that waits for itself would never start. */
    static final String OURS = "org.hearthgate.cloud";

    /** What a home sets. */
    @ObjectClassDefinition(name = "Cloud: MQTT broker", description = "Gets hub health, and what people consent to")
    public @interface Config {
        // required keys default to nothing, which is refused by name; without a default it would be null
        @AttributeDefinition(name = "Recipient", description = "Names this broker in consents; one configuration each")
        String recipient() default CloudSettings.DEFAULT_RECIPIENT;

        @AttributeDefinition(name = "Broker", description = "ssl://host:8883; tcp:// to this machine alone")
        String brokerUri() default "";

        @AttributeDefinition(name = "Account", description = "First part of every topic")
        String account() default "";

        @AttributeDefinition(name = "Client id", description = "Second part of every topic; no serial, no name")
        String clientId() default "";

        @AttributeDefinition(name = "User name", required = false)
        String username() default "";

        @AttributeDefinition(name = "Password", type = AttributeType.PASSWORD, required = false)
        String _password() default "";

        @AttributeDefinition(name = "Authority", description = "PEM file; empty: those Java trusts", required = false)
        String caFile() default "";

        @AttributeDefinition(name = "Hub health every (minutes)", min = "1", max = "1440")
        int healthEveryMinutes() default 15;

        @AttributeDefinition(name = "Wait for late data (minutes)", min = "0", max = "120")
        int lateDataGraceMinutes() default 5;

        @AttributeDefinition(name = "Most messages without acknowledgement", min = "1", max = "100")
        int maxInFlight() default 8;

        @AttributeDefinition(name = "Keep-alive (seconds)", min = "10", max = "3600")
        int keepAliveSeconds() default 60;

        @AttributeDefinition(name = "Connect within (seconds)", min = "1", max = "120")
        int connectTimeoutSeconds() default 10;

        @AttributeDefinition(name = "Acknowledge within (seconds)", min = "1", max = "120")
        int ackTimeoutSeconds() default 20;
    }

    private final CloudSettings settings;
    private final ConsentBook consents;
    private final BrokerLoop loop;
    private final LineThread thread;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            target = "(!(" + OURS + "=*))")
    private volatile List<HealthProbe> probes = List.of();

    @Activate
    public CloudUplink(@Reference ObservationStore store, @Reference HubClock clock, Config config) {
        this(store, clock, CloudSettings.of(config), Pace.AT_HOME);
    }

    CloudUplink(ObservationStore store, HubClock clock, CloudSettings settings, Pace pace) {
        this.settings = settings;
        consents = new ConsentBook(settings.recipient());
        var tls = settings.encrypted()
                ? Optional.of(TrustedAuthorities.sockets(settings.caFile()))
                : Optional.<javax.net.ssl.SSLSocketFactory>empty();
        loop = new BrokerLoop(
                settings,
                tls,
                new Outbox(store, clock, consents, settings, pace.settle()),
                () -> HubCondition.of(probes),
                clock,
                pace,
                new Backoff(pace.firstRetry(), pace.longestRetry(), RandomGenerator.getDefault()));
        thread = new LineThread("cloud-" + settings.recipient(), loop);
    }

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
    void addConsent(ConsentEntry entry) {
        consents.add(entry.consent());
        loop.wake();
    }

    void removeConsent(ConsentEntry entry) {
        consents.remove(entry.consent());
        loop.wake();
    }

    /** Only a nudge: what was committed is read from the record, on our own thread. */
    @Override
    public void committed(List<StoredObservation> committed) {
        loop.wake();
    }

    @Override
    public String name() {
        return settings.recipient().equals(CloudSettings.DEFAULT_RECIPIENT) ? "cloud" : "cloud-" + settings.recipient();
    }

    @Override
    public boolean onAlarmPath() {
        return false;
    }

    @Override
    public Health check() {
        var health = loop.health();
        return health.status() == Health.Status.OK && consents.contradicts()
                ? Health.warn("Somebody has two consents for the cloud '" + settings.recipient()
                        + "', so nothing of theirs is sent: delete one of them")
                : health;
    }
}
