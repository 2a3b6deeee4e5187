package org.hearthgate.notify.homeassistant.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertListener;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationListener;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.Channel;
import org.hearthgate.api.notify.ChannelException;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.broker.line.LineThread;
import org.hearthgate.broker.line.TrustedAuthorities;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The speakers, lights and screens of one Home Assistant. Without a configuration nothing connects anywhere; it shares nobody by itself. */
@Component(
        name = HomeAssistantChannel.PID,
        configurationPid = HomeAssistantChannel.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = HomeAssistantChannel.Config.class, factory = true)
public final class HomeAssistantChannel implements Channel, AlertListener, ObservationListener, HealthProbe {
    static final String PID = "org.hearthgate.notify.homeassistant";

    private static final Logger LOG = LoggerFactory.getLogger(HomeAssistantChannel.class);

    private final HouseSettings settings;
    private final Household household;
    private final Present present;
    private final Outbox outbox = new Outbox();
    private final HouseLoop loop;
    private final HouseCalls calls;
    private final LineThread thread;

    /** What a home sets. */
    @ObjectClassDefinition(
            name = "Home Assistant",
            description = "Alarms to speakers and lights, and values of the persons named here")
    public @interface Config {
        @AttributeDefinition(name = "Broker", description = "tcp:// to this machine, ssl://host:8883 elsewhere")
        String brokerUri() default "tcp://localhost:1883";

        @AttributeDefinition(
                name = "Plain MQTT beyond this machine",
                description = "Allow tcp:// to another host: values can then be read, and alarms silenced, on the way")
        boolean plainAllowed() default false;

        @AttributeDefinition(name = "Client id", description = "Second level of every topic; one hub, one id")
        String clientId() default "hearthgate-house";

        @AttributeDefinition(name = "User name", required = false)
        String username() default "";

        @AttributeDefinition(name = "Password", type = AttributeType.PASSWORD, required = false)
        String _password() default "";

        @AttributeDefinition(name = "Authority", description = "PEM file; empty: those Java trusts", required = false)
        String caFile() default "";

        @AttributeDefinition(
                name = "People",
                description = "Who is shared with the house: person id, or person id=label. Nobody by default",
                required = false)
        String[] people() default {};

        @AttributeDefinition(
                name = "Key of ids",
                type = AttributeType.PASSWORD,
                description = "Makes the ids in topics; without it somebody who guesses a person id can tell",
                required = false)
        String _idKey() default "";

        @AttributeDefinition(
                name = "For everybody near",
                description = "Speakers and lights of the house; false: only for carers who name this channel")
        boolean forEverybodyNear() default true;

        @AttributeDefinition(name = "Names in messages", description = "false: the label stands in their place")
        boolean namesInMessages() default true;

        @AttributeDefinition(
                name = "Commands allowed",
                description = "Whether whoever may publish to the broker may acknowledge and snooze")
        boolean commandsAllowed() default true;

        @AttributeDefinition(name = "First level of topics")
        String topicPrefix() default "hearthgate";

        @AttributeDefinition(name = "Discovery prefix", description = "As set in Home Assistant")
        String discoveryPrefix() default "homeassistant";

        @AttributeDefinition(
                name = "Whole devices",
                description = "One discovery message per device; false for Home Assistant before 2024.11")
        boolean deviceDiscovery() default true;

        @AttributeDefinition(
                name = "Class of glucose",
                description = "blood_glucose_concentration; false for Home Assistant before 2024.11")
        boolean glucoseDeviceClass() default true;

        @AttributeDefinition(name = "Unit", description = "mg/dL or mmol/L")
        String unit() default "mg/dL";

        @AttributeDefinition(name = "A value is shown for (seconds)", min = "300", max = "3600")
        int expireAfterSeconds() default 900;

        @AttributeDefinition(name = "Heartbeat every (seconds)", min = "10", max = "600")
        int heartbeatSeconds() default 60;

        @AttributeDefinition(name = "Snooze button (minutes)", min = "1", max = "120")
        int snoozeMinutes() default 15;

        @AttributeDefinition(name = "Keep-alive (seconds)", min = "10", max = "3600")
        int keepAliveSeconds() default 30;

        @AttributeDefinition(name = "Connect within (seconds)", min = "1", max = "120")
        int connectTimeoutSeconds() default 10;

        @AttributeDefinition(name = "Acknowledge within (seconds)", min = "1", max = "60")
        int ackTimeoutSeconds() default 5;
    }

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which and what to do */
    @Activate
    public HomeAssistantChannel(
            BundleContext context,
            @Reference ObservationStore store,
            @Reference Household household,
            @Reference HubClock clock,
            Config config,
            Map<String, Object> properties) {
        this(
                HouseSettings.of(config, properties),
                store,
                household,
                clock,
                new RegisteredNeighbours(context),
                Pace.atHome(Duration.ofSeconds(config.heartbeatSeconds())),
                context.getBundle().getVersion().toString());
    }

    HomeAssistantChannel(
            HouseSettings settings,
            ObservationStore store,
            Household household,
            HubClock clock,
            Neighbours neighbours,
            Pace pace,
            String version) {
        this.settings = settings;
        this.household = household;
        present = new Present(settings, store, household, neighbours, clock);
        var receipts = new ExpectedReceipts(settings.channelId());
        loop = new HouseLoop(
                settings,
                settings.encrypted() ? Optional.of(TrustedAuthorities.sockets(settings.caFile())) : Optional.empty(),
                new Discovery(settings, version),
                present,
                new FrontDesk(settings, neighbours, clock, receipts, this::answer),
                outbox,
                pace,
                RandomGenerator.getDefault());
        calls = new HouseCalls(settings, household, clock, receipts, outbox, loop);
        thread = new LineThread(settings.channelId(), loop);
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

    @Override
    public String id() {
        return settings.channelId();
    }

    @Override
    public String label() {
        return settings.channelId().equals("home-assistant") ? "Home Assistant" : "Home Assistant " + settings.name();
    }

    @Override
    public boolean forEverybodyNear() {
        return settings.forEverybodyNear();
    }

    /** Whom a home does not share with its house is no fault of this channel. */
    @Override
    public Optional<String> whyNot(Call call) {
        return calls.subject(call).isPresent() ? Optional.empty() : Optional.of("this person is not shared with it");
    }

    /** Waits until the broker has it: {@code SENT}. That somebody near has it comes later, as a receipt. */
    @Override
    public Receipt.Outcome deliver(Call call) throws ChannelException, InterruptedException {
        calls.call(call);
        return Receipt.Outcome.SENT;
    }

    @Override
    public void quiet(Alert alert) throws ChannelException, InterruptedException {
        calls.end(alert);
    }

    private void answer(ObjectNode json) {
        if (outbox.offer(Message.passing(settings.topics().answer(), json)).isEmpty()) {
            LOG.debug("An answer to Home Assistant '{}' was dropped: too much waits", settings.name());
        }
        loop.wake();
    }

    /** Only a note: what is open is asked on our own thread. */
    @Override
    public void changed(Alert alert) {
        present.alertsMoved();
        loop.wake();
    }

    /** Only a note: what was committed is read from the record, on our own thread. */
    @Override
    public void committed(List<StoredObservation> committed) {
        present.glucoseMoved();
        loop.wake();
    }

    @Override
    public String name() {
        return settings.channelId();
    }

    @Override
    public boolean onAlarmPath() {
        return false;
    }

    @Override
    public Health check() {
        Optional<String> trouble = loop.trouble();
        if (trouble.isPresent()) {
            return Health.warn("Home Assistant is not reached: " + trouble.get());
        }
        if (loop.houseAway()) {
            return Health.warn("Home Assistant has left its broker: calls reach the broker and nobody else; start it");
        }
        if (present.storeFails()) {
            return Health.warn("Home Assistant is told no readings: the record cannot be read, see the log");
        }
        long strangers = settings.people().stream()
                .filter(subject -> household.person(subject.person()).isEmpty())
                .count();
        if (strangers > 0) {
            return Health.warn("Home Assistant is connected, but " + strangers
                    + " of those shared with it do not live here: compare people of " + PID
                    + " with the persons of this home");
        }
        return Health.ok("The broker of Home Assistant is connected");
    }
}
