package org.hearthgate.adapter.pen.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.hearthgate.adapter.pen.internal.novo.NovoPen;
import org.hearthgate.adapter.pen.internal.port.PenDialogue;
import org.hearthgate.adapter.pen.internal.port.PenIdentity;
import org.hearthgate.adapter.pen.internal.reading.LogReader;
import org.hearthgate.adapter.pen.internal.reading.PenRead;
import org.hearthgate.adapter.pen.internal.reading.PenRecord;
import org.hearthgate.adapter.pen.internal.reading.PenSettings;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.device.DeviceTouch;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.Quarantined;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** One insulin pen of one person, read when it is touched to a reader. */
@Component(
        name = PenAdapter.PID,
        configurationPid = PenAdapter.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {DeviceAdapter.class, KnownPen.class})
@Designate(ocd = PenAdapter.Config.class, factory = true)
public final class PenAdapter implements DeviceAdapter, KnownPen {
    static final String PID = "org.hearthgate.adapter.pen";

    private static final double MOST_PRIME = 10;
    private static final double MOST_UNITS = 80;
    private static final int LONGEST_WINDOW_MINUTES = 60;
    private static final int MOST_REFUSED = 1000;
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final PenSettings settings;
    private final String serial;
    private final ObservationSink sink;
    private final PenRecord record;
    private final HubClock clock;
    private final TouchWords words;
    private final Handover handover;
    private final HubClock.Repetition retry;
    private final Set<String> refusedBefore = new HashSet<>();

    private volatile Optional<Instant> lastHeardAt = Optional.empty();
    private volatile String lastMessage = "";
    private volatile String readers = "";

    /** Settings of one pen. */
    @ObjectClassDefinition(name = "Device: insulin pen over NFC", description = "NovoPen 6, NovoPen Echo Plus")
    public @interface Config {
        @AttributeDefinition(name = "Person", description = "Id of the person who injects with it")
        String person();

        @AttributeDefinition(
                name = "Label",
                description = "What the family calls it; 0 to 60 characters",
                required = false)
        String label() default "";

        @AttributeDefinition(name = "Serial number", description = "As printed on the pen, e.g. ABCDEF")
        String serial();

        @AttributeDefinition(name = "Insulin", description = "Name of the insulin in it", required = false)
        String insulin() default "";

        @AttributeDefinition(
                name = "Purpose",
                description = "What its doses are for. Basal does not count as insulin on board",
                options = {
                    @Option(label = "Meals and corrections", value = "bolus"),
                    @Option(label = "Background", value = "basal")
                })
        String purpose() default "bolus";

        @AttributeDefinition(
                name = "Air shot up to (IU)",
                description = "A dose of at most this much may be an air shot; 0: none is taken for one",
                min = "0",
                max = "10")
        double primeUpToUnits() default 2;

        @AttributeDefinition(
                name = "Air shot if a dose follows within (minutes)",
                description = "Short, because two real small doses must not become one",
                min = "1",
                max = "60")
        int primeWithinMinutes() default 2;

        @AttributeDefinition(
                name = "Largest dose (IU)",
                description = "What is more is no dose of this pen and is put aside",
                min = "1",
                max = "80")
        double mostUnits() default 60;
    }

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which and what to do */
    @Activate
    public PenAdapter(
            @Reference HubClock clock,
            @Reference Household household,
            @Reference ObservationSink sink,
            @Reference ObservationStore store,
            Config config) {
        this.clock = clock;
        this.sink = sink;
        serial = config.serial() == null ? "" : config.serial().strip();
        settings = settings(config, serial);
        record = new PenRecord(store, settings.person(), settings.device());
        words = new TouchWords(household.zone());
        handover = new Handover(sink);
        retry = clock.every(RETRY, "hearthgate-pen-retry", handover::again);
    }

    @Deactivate
    void close() {
        retry.close();
    }

    /** {@return the id of the pen with this serial number: half of its doses' identity, so it never changes} */
    static DeviceId deviceId(String serial) {
        return new DeviceId("nfc:" + NovoPen.NAME + ':' + serial.toUpperCase(Locale.ROOT));
    }

    private static PenSettings settings(Config config, String serial) {
        if (!serial.matches("[A-Za-z0-9._-]{1,40}")) {
            throw new IllegalArgumentException(PID + ": serial '" + serial
                    + "' is no serial number; copy it from the pen, or touch the pen and assign it");
        }
        if (config.label().length() > 60) {
            throw new IllegalArgumentException(PID + ": label of " + serial + " is longer than 60 characters");
        }
        double prime = config.primeUpToUnits();
        if (!(prime >= 0 && prime <= MOST_PRIME)) {
            throw new IllegalArgumentException(PID + ": primeUpToUnits must be 0 to 10 IU, was " + prime);
        }
        int within = config.primeWithinMinutes();
        if (within < 1 || within > LONGEST_WINDOW_MINUTES) {
            throw new IllegalArgumentException(PID + ": primeWithinMinutes must be 1 to 60, was " + within);
        }
        double most = config.mostUnits();
        if (!(most >= 1 && most <= MOST_UNITS)) {
            throw new IllegalArgumentException(PID + ": mostUnits must be 1 to 80 IU, was " + most);
        }
        InsulinDose.Purpose purpose =
                switch (config.purpose()) {
                    case "bolus" -> InsulinDose.Purpose.BOLUS;
                    case "basal" -> InsulinDose.Purpose.BASAL;
                    default ->
                        throw new IllegalArgumentException(
                                PID + ": purpose must be bolus or basal, was '" + config.purpose() + "'");
                };
        String insulin = config.insulin().strip();
        return new PenSettings(
                new PersonId(config.person()),
                deviceId(serial),
                purpose,
                insulin.isEmpty() ? Optional.empty() : Optional.of(insulin),
                prime,
                Duration.ofMinutes(within),
                most);
    }

    @Override
    public String serial() {
        return serial;
    }

    @Override
    public boolean read(PenIdentity identity, PenDialogue pen, Consumer<DeviceTouch> told) {
        lastHeardAt = Optional.of(clock.now());
        PenRead read = new LogReader(settings, record, clock).read(pen);
        putAside(read.refused());
        handover.submit(read, outcome -> {
            lastMessage = words.message(read, outcome, clock.now());
            told.accept(new DeviceTouch(
                    clock.now(),
                    Optional.of(settings.device()),
                    Optional.of(settings.person()),
                    TouchWords.stage(read, outcome),
                    lastMessage));
        });
        return read.end() == PenRead.End.COMPLETE;
    }

    /** Each once in the life of this room: a pen tells its odd entries at every touch. */
    private void putAside(List<Quarantined> refused) {
        for (Quarantined item : refused) {
            String entry = java.util.HexFormat.of().formatHex(item.raw().octets());
            if (refusedBefore.size() < MOST_REFUSED && refusedBefore.add(entry)) {
                sink.quarantine(item);
            }
        }
    }

    @Override
    public void readers(String trouble) {
        readers = trouble;
    }

    @Override
    public String name() {
        return "pen";
    }

    @Override
    public List<DeviceStatus> devices() {
        String told = lastMessage.isEmpty() ? "Not read yet: hold the pen to the reader" : lastMessage;
        return List.of(new DeviceStatus(
                settings.device(),
                Optional.of(settings.person()),
                lastHeardAt.isPresent() ? DeviceStatus.State.HEARD : DeviceStatus.State.WAITING,
                lastHeardAt,
                readers.isEmpty() ? told : readers + ". " + told));
    }
}
