package org.hearthgate.adapter.wearable.internal.gadgetbridge;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.adapter.wearable.internal.Labels;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoreException;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One watch whose steps, heart rate and sleep come as an exported file: wiring only, the work is {@link GadgetbridgeImport}'s. */
@Component(
        name = GadgetbridgeAdapter.PID,
        configurationPid = GadgetbridgeAdapter.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = DeviceAdapter.class,
        immediate = true)
@Designate(ocd = GadgetbridgeAdapter.Config.class, factory = true)
public final class GadgetbridgeAdapter implements DeviceAdapter {
    static final String PID = "org.hearthgate.adapter.wearable.gadgetbridge";

    private static final Logger LOG = LoggerFactory.getLogger(GadgetbridgeAdapter.class);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    private static final Duration STALE = Duration.ofHours(36);
    private static final List<Integer> MINUTES = List.of(5, 10, 15, 30, 60);

    private final PersonId person;
    private final String label;
    private final HubClock clock;
    private final ExportFile export;
    private final GadgetbridgeImport work;
    private final HubClock.Repetition looking;

    private volatile DeviceId device;
    private volatile Optional<Instant> newest = Optional.empty();
    private volatile Optional<String> trouble = Optional.empty();

    /** Settings of one watch. */
    @ObjectClassDefinition(name = "Device: watch through an export of Gadgetbridge")
    public @interface Config {
        @AttributeDefinition(name = "Person", description = "Id of the person who wears it")
        String person();

        @AttributeDefinition(
                name = "Label",
                description = "What the family calls it; 0 to 60 characters",
                required = false)
        String label() default "";

        @AttributeDefinition(
                name = "File",
                description = "Gadgetbridge's exported database on this hub, or the folder it is put into by file sync")
        String file();

        @AttributeDefinition(
                name = "Watch",
                description =
                        "Name, alias or Bluetooth address of the watch in Gadgetbridge; empty if it knows only one",
                required = false)
        String device() default "";

        @AttributeDefinition(
                name = "Steps of so many minutes become one count",
                description = "5, 10, 15, 30 or 60; 15 or more for rings that tell steps each quarter of an hour")
        int minutesPerCount() default 5;
    }

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which and what to do */
    @Activate
    public GadgetbridgeAdapter(
            BundleContext context,
            @Reference ObservationSink sink,
            @Reference ObservationStore store,
            @Reference HubClock clock,
            Config config) {
        this(workFolder(context), sink, store, clock, config);
    }

    GadgetbridgeAdapter(Path workFolder, ObservationSink sink, ObservationStore store, HubClock clock, Config config) {
        this.clock = clock;
        person = new PersonId(config.person());
        label = Labels.checked(PID, config.label(), "Watch");
        Path place = place(config.file());
        if (!MINUTES.contains(config.minutesPerCount())) {
            throw new IllegalArgumentException(PID + ": minutesPerCount of " + place + " must be one of " + MINUTES
                    + ", was " + config.minutesPerCount());
        }
        String wanted = config.device() == null ? "" : config.device().strip();
        device = new DeviceId("gadgetbridge:" + (wanted.isEmpty() ? person.value() : wanted));
        export = new ExportFile(place);
        work = new GadgetbridgeImport(
                person, wanted, Duration.ofMinutes(config.minutesPerCount()), workFolder, sink, store, clock);
        looking = clock.every(LOOK_EVERY, "gadgetbridge-" + person.value(), this::look);
    }

    private static Path workFolder(BundleContext context) {
        File folder = context.getDataFile("gadgetbridge");
        return folder == null ? Path.of(System.getProperty("java.io.tmpdir"), "hearthgate") : folder.toPath();
    }

    private static Path place(String file) {
        try {
            if (file != null && !file.isBlank()) {
                Path place = Path.of(file.strip());
                if (place.isAbsolute()) {
                    return place;
                }
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(PID + ": file '" + file + "' is no path; write it like " + EXAMPLE, e);
        }
        throw new IllegalArgumentException(
                PID + ": file must be a whole path like " + EXAMPLE + ", was '" + file + "'");
    }

    private static final String EXAMPLE = "/home/pi/sync/Gadgetbridge.db";

    @Deactivate
    void close() {
        looking.close();
    }

    private void look() {
        try {
            work.run(export).ifPresent(outcome -> {
                device = outcome.wearer().deviceId();
                newest = outcome.newest();
                if (trouble.isPresent()) {
                    LOG.info("{}: its export can be read again", label);
                }
                trouble = Optional.empty();
                LOG.debug("{}: read an export, {} observations offered", label, outcome.offered());
            });
        } catch (ExportException | StoreException e) {
            if (trouble.isEmpty()) {
                LOG.warn("{}: {}", label, e.getMessage());
            }
            trouble = Optional.of(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String name() {
        return SampleFold.ADAPTER;
    }

    @Override
    public List<DeviceStatus> devices() {
        Optional<Instant> heard = newest;
        boolean stale = heard.filter(at -> Duration.between(at, clock.now()).compareTo(STALE) > 0)
                .isPresent();
        DeviceStatus.State state = trouble.isPresent() && heard.isPresent() || stale
                ? DeviceStatus.State.LOST
                : heard.isPresent() ? DeviceStatus.State.HEARD : DeviceStatus.State.WAITING;
        String why = trouble.orElseGet(() -> stale
                ? "its newest sample is old; synchronise the watch in Gadgetbridge and let file sync run"
                : heard.isPresent() ? "read" : "no new export was read since the hub started");
        return List.of(new DeviceStatus(device, Optional.of(person), state, heard, label + ": " + why));
    }
}
