package org.hearthgate.adapter.scale.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.hearthgate.adapter.conversation.Handover;
import org.hearthgate.adapter.conversation.Refusals;
import org.hearthgate.adapter.conversation.gatt.LinkStatus;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.device.PendingReading;
import org.hearthgate.api.device.PendingReadings;
import org.hearthgate.api.gatt.GattHold;
import org.hearthgate.api.gatt.GattLink;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoreException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one scale into use: wiring between the radio, the record and the family's answers. */
@Component(
        name = ScaleAdapter.PID,
        configurationPid = ScaleAdapter.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {DeviceAdapter.class, PendingReadings.class})
@Designate(ocd = ScaleConfig.class, factory = true)
public final class ScaleAdapter implements DeviceAdapter, PendingReadings {
    static final String PID = "org.hearthgate.adapter.scale";
    static final String ADDRESS = "bluetoothAddress";

    private static final Logger LOG = LoggerFactory.getLogger(ScaleAdapter.class);
    private static final int MOST_REFUSED_AN_HOUR = 60;
    private static final int QUARANTINE_LOOKED_AT = 1000;
    private static final int MOST_WEIGHINGS_WAITING = 64;

    private final ScaleSettings settings;
    private final DeviceId device;
    private final Handover handover;
    private final Refusals refusals;
    private final AskedReadings asked;
    private final List<Runnable> endings = new ArrayList<>();
    private Optional<GattHold> hold = Optional.empty();
    private Optional<ScaleDialogue> dialogue = Optional.empty();
    private Optional<XiaomiEar> ear = Optional.empty();

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which and what to do */
    @Activate
    public ScaleAdapter(
            @Reference GattLink link,
            @Reference ObservationSink sink,
            @Reference ObservationStore store,
            @Reference Household household,
            @Reference HubClock clock,
            @Reference ScalesInUse inUse,
            ScaleConfig config) {
        settings = ScaleSettings.of(config);
        device = settings.address().deviceId();
        endings.add(inUse.take(settings.address()));
        var reader = new WeighingReader(device, household.zone(), settings.clockTolerance());
        var whose = new WhoseWeight(settings, store, clock);
        refusals = new Refusals(
                sink,
                clock,
                new Refusals.Source(Weighing.ADAPTER, device, Optional.empty()),
                MOST_REFUSED_AN_HOUR,
                Duration.ofHours(1));
        asked = new AskedReadings(device.value(), settings, whose, sink);
        try {
            asked.restore(store.quarantined(QUARANTINE_LOOKED_AT), reader);
        } catch (StoreException e) {
            LOG.warn("Which weighings of {} still wait for an answer cannot be read; new ones are asked", device, e);
        }
        handover = new Handover(sink, clock, "scale-record-" + settings.address());
        endings.add(handover::close);
        var intake = new WeighingIntake(reader, whose, asked, handover, refusals, clock);
        try {
            if (settings.dialect() == ScaleSettings.Dialect.XIAOMI) {
                listen(link, reader, intake);
            } else {
                var consent = new UserConsent(settings, device, store, handover, clock);
                talk(link, new ScaleDialogue(settings, household.zone(), clock, intake, consent, refusals));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void talk(GattLink link, ScaleDialogue talk) {
        GattHold held = link.hold(settings.address(), talk);
        dialogue = Optional.of(talk);
        hold = Optional.of(held);
        endings.add(held::close);
    }

    /** The ear must return within a millisecond; asking the record takes longer, so that is done on a thread of the scale's own. */
    private void listen(GattLink link, WeighingReader reader, WeighingIntake intake) {
        var worker = new ThreadPoolExecutor(
                0,
                1,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WEIGHINGS_WAITING),
                task -> new Thread(task, "scale-" + settings.address()));
        endings.add(() -> end(worker));
        var listener = new XiaomiEar(settings.address(), reader, intake, refusals, worker);
        ear = Optional.of(listener);
        GattLink.Ear first = link.listen(XiaomiEar.WEIGHT_SCALE, listener);
        GattLink.Ear second = link.listen(XiaomiEar.BODY_COMPOSITION, listener);
        endings.add(second::close);
        endings.add(first::close);
    }

    private static void end(ThreadPoolExecutor worker) {
        worker.shutdown();
        try {
            if (!worker.awaitTermination(5, TimeUnit.SECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String name() {
        return Weighing.ADAPTER;
    }

    @Override
    public List<DeviceStatus> devices() {
        DeviceStatus.State state = hold.map(GattHold::status)
                .map(LinkStatus::ofSleeper)
                .orElseGet(() -> ear.flatMap(XiaomiEar::heardAt).isPresent()
                        ? DeviceStatus.State.HEARD
                        : DeviceStatus.State.WAITING);
        String first = hold.map(held -> held.status().why())
                .orElse(
                        state == DeviceStatus.State.HEARD
                                ? "Heard; it tells weights by itself and is never connected"
                                : "Not heard since the hub started; stand on it to wake it");
        return List.of(new DeviceStatus(
                device,
                settings.owner(),
                state,
                hold.map(held -> held.status().heardAt()).orElseGet(() -> ear.flatMap(XiaomiEar::heardAt)),
                LinkStatus.why(
                        first,
                        List.of(
                                asked.size() == 0
                                        ? Optional.empty()
                                        : Optional.of(asked.size() + " weighings wait to be told whose they are"),
                                dialogue.flatMap(ScaleDialogue::note),
                                handover.refused(),
                                refusals.summary()))));
    }

    @Override
    public List<PendingReading> list() {
        return asked.list();
    }

    @Override
    public CompletableFuture<Void> assign(String id, PersonId person) {
        return asked.assign(id, person);
    }

    @Override
    public boolean discard(String id) {
        return asked.discard(id);
    }

    @Deactivate
    void close() {
        // what brings new weighings goes first, what keeps them last
        for (int last = endings.size() - 1; last >= 0; last--) {
            endings.get(last).run();
        }
    }
}
