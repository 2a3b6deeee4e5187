package org.hearthgate.adapter.coap.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.hearthgate.adapter.coap.internal.observe.Notice;
import org.hearthgate.adapter.coap.internal.observe.Watch;
import org.hearthgate.adapter.conversation.Outbox;
import org.hearthgate.adapter.conversation.Refusals;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
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

/** One sensor that the hub observes: wiring, and what becomes of a notice; the keeping is {@link Watch}'s. */
@Component(
        name = CoapSensor.PID,
        configurationPid = CoapSensor.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = DeviceAdapter.class,
        immediate = true)
@Designate(ocd = CoapSensor.Config.class, factory = true)
public final class CoapSensor implements DeviceAdapter {
    static final String PID = "org.hearthgate.adapter.coap.sensor";

    private static final Logger LOG = LoggerFactory.getLogger(CoapSensor.class);
    /** A day of one each five minutes, and room for a pack. */
    private static final int MOST_HELD = 512;

    private static final Duration BETWEEN_REFUSALS = Duration.ofMinutes(1);

    private final CoapClients clients;
    private final HubClock clock;
    private final SensorSettings settings;
    private final SensorLine line;
    private final Watch watch;
    private final Outbox outbox;
    private final Refusals refusals;
    private final SensorSelf self;
    private final Consumer<Duration> tick = this::tick;

    private byte[] lastPayload = new byte[0];
    private volatile Optional<Instant> heardAt = Optional.empty();
    private volatile Optional<String> nonsense = Optional.empty();

    /** Settings of one sensor. */
    @ObjectClassDefinition(name = "Sensor observed over CoAP")
    public @interface Config {
        @AttributeDefinition(name = "Person", description = "Id of the person whose readings these are")
        String person();

        @AttributeDefinition(
                name = "Label",
                description = "What the family calls it; 0 to 60 characters",
                required = false)
        String label() default "";

        @AttributeDefinition(
                name = "Address",
                description = "What to observe, e.g. coap://192.0.2.7/3303/0/5700 or coaps://scale.local/weight")
        String uri();

        @AttributeDefinition(
                name = "Device URN",
                description = "Its name in the record, so that it outlives a change of address; empty: its address",
                required = false)
        String deviceUrn() default "";

        @AttributeDefinition(
                name = "Identity",
                description = "DTLS-PSK identity that the hub shows to it; needed with coaps",
                required = false)
        String identity() default "";

        @AttributeDefinition(
                name = "Pre-shared key",
                description = "8 to 64 octets, taken as UTF-8 text exactly as written; needed with coaps",
                type = AttributeType.PASSWORD,
                required = false)
        String _psk() default "";

        @AttributeDefinition(
                name = "Ask with acknowledgement",
                description = "Confirmable requests; switch off only for sensors that cannot")
        boolean confirmable() default true;

        @AttributeDefinition(
                name = "Content-Format to ask for",
                description =
                        "110 SenML JSON, 112 SenML CBOR, 11542 LwM2M TLV, 0 plain text; -1 lets the sensor choose",
                min = "-1",
                max = "65535")
        int accept() default -1;

        @AttributeDefinition(
                name = "What a bare number measures",
                description = "A name of the adapter's README, e.g. temperature; needed where the sensor does not say",
                required = false)
        String measurement() default "";

        @AttributeDefinition(name = "Unit of a bare number", description = "e.g. Cel, mmol/L, kg", required = false)
        String unit() default "";

        @AttributeDefinition(
                name = "Ask again after (minutes)",
                description = "The longest silence before the sensor is asked again, 1 to 1440",
                min = "1",
                max = "1440")
        int refreshMinutes() default 15;
    }

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which and what to do */
    @Activate
    public CoapSensor(@Reference CoapClients clients, @Reference ObservationSink sink, Config config) {
        this.clients = clients;
        clock = clients.clock();
        settings = SensorSettings.of(config);
        settings.key().ifPresent(key -> clients.keys().check(key.identity(), key.secret()));
        OptionalInt accept = config.accept() < 0 ? OptionalInt.empty() : OptionalInt.of(config.accept());
        line = new SensorLine(clients, settings.uri(), config.confirmable(), accept, settings.key());
        outbox = new Outbox(sink, settings.label(), MOST_HELD);
        refusals = new Refusals(
                sink,
                clock,
                new Refusals.Source(
                        SenmlObservations.ADAPTER,
                        settings.payload().device(),
                        Optional.of(settings.payload().person())),
                1,
                BETWEEN_REFUSALS);
        self = new SensorSelf(settings.payload());
        watch = new Watch(line, settings.refresh(), ThreadLocalRandom.current(), this::heard, this::changed);
        line.to(watch);
        clients.join(line, tick);
    }

    @Deactivate
    void close() {
        clients.leave(line, tick);
        watch.close();
        settings.key().ifPresent(key -> clients.keys().remove(key.identity()));
    }

    private void tick(Duration now) {
        watch.tick(now);
        outbox.send();
    }

    private synchronized void heard(Notice notice) {
        Instant now = clock.now();
        heardAt = Optional.of(now);
        byte[] payload = notice.payload();
        SensorPayload.Said said;
        try {
            said = settings.payload().read(payload, notice.contentFormat(), now);
        } catch (SenmlException e) {
            nonsense = Optional.of(e.getMessage());
            refusals.refuse(now, e.getMessage(), payload);
            return;
        }
        nonsense = said.refused().stream().findFirst().map(SenmlRefusal::reason);
        said.refused().stream().findFirst().ifPresent(one -> refusals.refuse(now, one.reason(), one.raw()));
        boolean asked = watch.justAsked();
        boolean same = Arrays.equals(payload, lastPayload);
        lastPayload = payload;
        outbox.put(said.made().stream()
                .map(SenmlObservations.Made::observation)
                // what is only read again is no second measurement: a sensor that hangs must not look alive
                .filter(one -> !(asked && same && one.measuredAt().equals(now)))
                .toList());
        self.heard(said.facts(), now).ifPresent(event -> outbox.put(List.of(event)));
        outbox.send();
    }

    private void changed(Watch.State state) {
        switch (state) {
            case OBSERVING -> LOG.info("{} at {} is observed", settings.label(), settings.uri());
            case POLLING ->
                LOG.info(
                        "{} at {} answers, but cannot be observed: it is asked again and again",
                        settings.label(),
                        settings.uri());
            case AWAY ->
                LOG.info(
                        "{} at {} is away: {}",
                        settings.label(),
                        settings.uri(),
                        watch.trouble().orElse(""));
            case STARTING, CLOSED -> LOG.debug("{}: {}", settings.label(), state);
        }
    }

    @Override
    public String name() {
        return SenmlObservations.ADAPTER;
    }

    @Override
    public List<DeviceStatus> devices() {
        Watch.State state = watch.state();
        DeviceStatus.State told =
                switch (state) {
                    case OBSERVING, POLLING -> DeviceStatus.State.HEARD;
                    case STARTING -> DeviceStatus.State.WAITING;
                    case AWAY, CLOSED -> heardAt.isPresent() ? DeviceStatus.State.LOST : DeviceStatus.State.WAITING;
                };
        return List.of(new DeviceStatus(
                settings.payload().device(),
                Optional.of(settings.payload().person()),
                told,
                heardAt,
                settings.label() + ": " + why(state) + (self.words().isEmpty() ? "" : "; " + self.words())));
    }

    private String why(Watch.State state) {
        if (state == Watch.State.AWAY) {
            return watch.trouble().orElse("away");
        }
        if (nonsense.isPresent()) {
            return "what it says cannot be used: " + nonsense.get();
        }
        if (outbox.waiting() > 1) {
            return outbox.waiting() + " readings wait to be kept; see the hub's storage";
        }
        return switch (state) {
            case OBSERVING -> "observed";
            case POLLING -> "asked again and again, as it cannot be observed";
            case STARTING -> "asked for the first time";
            case AWAY, CLOSED -> "away";
        };
    }
}
