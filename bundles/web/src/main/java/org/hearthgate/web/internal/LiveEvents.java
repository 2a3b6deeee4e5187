package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertListener;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationListener;
import org.hearthgate.api.notify.SelfTest;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries news from the pipeline and from alerting to the pages that listen. Those two threads only leave a note; one thread of this
 * room encodes each event once and hands it to every page without waiting for any. A component of its own, apart from the servlet, so
 * that alerting can tell it things while the servlet waits for alerting; the settings are described once, at the servlet.
 */
@Component(
        configurationPid = WebConfig.PID,
        name = "org.hearthgate.web.events",
        service = {LiveEvents.class, ObservationListener.class, AlertListener.class})
public final class LiveEvents implements ObservationListener, AlertListener {
    private static final Logger LOG = LoggerFactory.getLogger(LiveEvents.class);
    private static final int MOST_NOTES = 4096;
    /** Three seconds, so that a page can tell within five that the hub has gone. Wall time: a demo's clock may run faster. */
    private static final long BEAT_NANOS = 3_000_000_000L;

    private static final int LONGEST_TAIL = 40;

    private final HubClock clock;
    private final int mostClients;
    private final int mostWaiting;
    private final BlockingQueue<Runnable> notes = new ArrayBlockingQueue<>(MOST_NOTES);
    private final AtomicBoolean overrun = new AtomicBoolean();
    private final List<EventClient> clients = new CopyOnWriteArrayList<>();
    private final Map<PersonId, List<GlucoseReading>> tails = new HashMap<>();
    private final Map<String, DeviceStatus.State> deviceStates = new HashMap<>();
    private final Thread thread;
    private volatile boolean stopping;

    @Reference
    volatile List<DeviceAdapter> adapters = List.of();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile ObservationStore store;

    @Activate
    public LiveEvents(@Reference HubClock clock, WebConfig config) {
        if (config.maxEventClients() < 1 || config.maxEventsWaiting() < 16) {
            throw new IllegalArgumentException(WebConfig.PID
                    + ": maxEventClients must be at least 1 and maxEventsWaiting at least 16, were "
                    + config.maxEventClients() + " and " + config.maxEventsWaiting());
        }
        this.clock = clock;
        mostClients = config.maxEventClients();
        mostWaiting = config.maxEventsWaiting();
        thread = new Thread(this::run, "hearthgate-web-events");
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void stop() {
        stopping = true;
        thread.interrupt();
        clients.forEach(EventClient::close);
        clients.clear();
    }

    /** Lets a page listen: it hears these alerts first, then everything that happens from now on. */
    EventClient listen(Answer.Listen leave, EventClient.Pipe pipe, java.util.function.Supplier<List<Alert>> open) {
        var client = new EventClient(leave.caller().access(), leave.access(), pipe, mostWaiting);
        synchronized (clients) {
            clients.removeIf(EventClient::closed);
            if (clients.size() >= mostClients) {
                throw new Refused(
                        503,
                        "too-many-pages",
                        "Already " + mostClients + " pages listen. Close one, or raise maxEventClients.");
            }
            clients.add(client);
        }
        note(() -> {
            client.offer("retry: 2000\n\n".getBytes(StandardCharsets.US_ASCII));
            client.offer(beat().bytes());
            open.get().stream().map(this::frame).filter(client::wants).forEach(frame -> client.offer(frame.bytes()));
            client.pump();
        });
        return client;
    }

    boolean full() {
        return clients.stream().filter(client -> !client.closed()).count() >= mostClients;
    }

    @Override
    public void committed(List<StoredObservation> committed) {
        if (!clients.isEmpty()) {
            note(() -> committed.forEach(this::tellReading));
        }
    }

    @Override
    public void changed(Alert alert) {
        if (!clients.isEmpty()) {
            note(() -> tell(frame(alert)));
        }
    }

    /** {@return how many pages listen that would hear it} */
    long listening(Audience audience, PersonId person) {
        return clients.stream()
                .filter(client -> !client.closed() && client.hears(audience, person))
                .count();
    }

    /** Tells the pages that may see it. Never waits. */
    void announce(EventClient.Frame frame) {
        if (!clients.isEmpty()) {
            note(() -> tell(frame));
        }
    }

    /** Never waits. When this thread is overrun, every page is sent home to read afresh, so that none shows a gap as calm. */
    private void note(Runnable news) {
        if (!notes.offer(news)) {
            overrun.set(true);
        }
    }

    private void run() {
        long nextBeat = System.nanoTime() + BEAT_NANOS;
        frame(SelfTest.neverRaised()); // the first alarm must not be the one that loads what shows it
        while (!stopping) {
            try {
                Runnable news = notes.poll(Math.max(0, nextBeat - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (overrun.getAndSet(false)) {
                    LOG.warn("Events came faster than {} could be told; every page reads afresh", MOST_NOTES);
                    clients.forEach(EventClient::close);
                    clients.clear();
                }
                if (news != null) {
                    news.run();
                }
                if (System.nanoTime() - nextBeat >= 0) {
                    nextBeat = System.nanoTime() + BEAT_NANOS;
                    onBeat();
                }
            } catch (InterruptedException e) {
                return; // only deactivation interrupts
            } catch (RuntimeException e) { // one event that cannot be told must not end all others
                LOG.error("An event could not be told to the pages; this is a fault of the hub", e);
            }
        }
    }

    private void onBeat() {
        clients.forEach(EventClient::recheck);
        clients.removeIf(EventClient::closed);
        if (clients.isEmpty()) {
            tails.clear(); // readings that arrive unheard are not noted, so what is kept would have holes
            return;
        }
        tell(beat());
        tellDevices();
    }

    private EventClient.Frame beat() {
        ObjectNode json = Json.object().put("at", clock.now().toString()).put("trusted", clock.trusted());
        return EventClient.Frame.of("hub", Audience.EVERYBODY, Optional.empty(), json);
    }

    private EventClient.Frame frame(Alert alert) {
        return EventClient.Frame.of("alert", Audience.ALERTED, Optional.of(alert.person()), Json.alert(alert));
    }

    private void tellReading(StoredObservation stored) {
        Instant now = clock.now();
        Instant until = now.plus(Snapshot.FUTURE_TOLERANCE);
        if (!(stored.observation() instanceof GlucoseReading reading) || !RecentGlucose.isShown(reading, until)) {
            return;
        }
        List<GlucoseReading> tail = tails.computeIfAbsent(reading.person(), person -> seed(person, now));
        int place = tail.size();
        while (place > 0 && tail.get(place - 1).measuredAt().isAfter(reading.measuredAt())) {
            place--;
        }
        if (!tail.contains(reading)) {
            tail.add(place, reading);
        }
        if (tail.size() > LONGEST_TAIL) {
            tail.remove(0);
        }
        boolean newest = tail.get(tail.size() - 1).equals(reading);
        ObjectNode json = Json.object().put("person", reading.person().value()).put("at", now.toString());
        json.setAll(Json.reading(reading, newest ? RecentGlucose.trend(tail, until) : Optional.empty()));
        tell(EventClient.Frame.of("reading", Audience.READERS, Optional.of(reading.person()), json));
    }

    private List<GlucoseReading> seed(PersonId person, Instant now) {
        ObservationStore record = store;
        return record == null ? new ArrayList<>() : new ArrayList<>(RecentGlucose.tail(record, person, now));
    }

    private void tellDevices() {
        for (DeviceAdapter adapter : adapters) {
            for (DeviceStatus status : adapter.devices()) {
                String key = adapter.name() + ' ' + status.device().value();
                if (deviceStates.size() < MOST_NOTES && deviceStates.put(key, status.state()) != status.state()) {
                    ObjectNode json = Json.device(adapter.name(), status)
                            .put("at", clock.now().toString());
                    tell(EventClient.Frame.of("device", Audience.KEEPERS, status.person(), json));
                }
            }
        }
    }

    private void tell(EventClient.Frame frame) {
        for (EventClient client : clients) {
            if (client.wants(frame)) {
                client.offer(frame.bytes());
                client.pump();
            }
        }
    }
}
