package org.hearthgate.adapter.scale.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import org.hearthgate.api.device.PendingReading;
import org.hearthgate.api.device.PendingReadings;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;

/**
 * The weighings of which nobody knows whose they are. Each lies in the hub's quarantine with its octets from the moment it is asked, and
 * so does each answer: a restart finds the open questions there and needs no file of its own. Any thread.
 */
final class AskedReadings implements PendingReadings {
    static final String ASKED = "whose weight is this? answer it on the page of the scale";
    static final String ASSIGNED = "answered: it was given to a person";
    static final String DISCARDED = "answered: it is nobody's";

    private static final int MOST = 50;

    private final String source;
    private final ScaleSettings settings;
    private final WhoseWeight whose;
    private final ObservationSink sink;
    private final Map<String, Weighing> asked = new LinkedHashMap<>();

    AskedReadings(String source, ScaleSettings settings, WhoseWeight whose, ObservationSink sink) {
        this.source = source;
        this.settings = settings;
        this.whose = whose;
        this.sink = sink;
    }

    /** Asks whose this is; with one of the same visit to the scale it becomes one question. */
    void ask(Weighing weighing, WeighingReader reader) throws FrameException {
        String id;
        Weighing whole = weighing;
        synchronized (this) {
            Optional<Map.Entry<String, Weighing>> open = asked.entrySet().stream()
                    .filter(entry -> weighing.sameVisitAs(entry.getValue()))
                    .findFirst();
            id = open.map(Map.Entry::getKey).orElseGet(() -> idOf(weighing));
            if (open.isPresent()) {
                Weighing before = open.get().getValue();
                var frames = new ArrayList<>(before.frames());
                weighing.frames().stream()
                        .filter(frame -> !frames.contains(frame))
                        .forEach(frames::add);
                if (frames.size() == before.frames().size()) {
                    return;
                }
                whole = reader.read(frames, before.receivedAt());
            }
            asked.put(id, whole);
            if (asked.size() > MOST) {
                // it stays in quarantine, where the installer finds it
                asked.remove(asked.keySet().iterator().next());
            }
        }
        note(id, whole, Optional.empty(), ASKED);
    }

    /** Takes up the questions that were open when the hub stopped. */
    void restore(List<Quarantined> newestFirst, WeighingReader reader) {
        var seen = new HashSet<String>();
        var open = new ArrayList<Map.Entry<String, Weighing>>();
        for (Quarantined item : newestFirst) {
            Optional<String> id = idIn(item);
            if (id.isPresent() && seen.add(id.get()) && item.reason().equals(ASKED) && open.size() < MOST) {
                try {
                    open.add(0, Map.entry(id.get(), reader.read(ScaleFrame.unpack(item.raw()), item.at())));
                } catch (FrameException e) {
                    // a question of another version: it stays in quarantine, nobody can be asked any more
                    seen.add(id.get());
                }
            }
        }
        synchronized (this) {
            open.forEach(entry -> asked.put(entry.getKey(), entry.getValue()));
        }
    }

    @Override
    public List<PendingReading> list() {
        Map<String, Weighing> open;
        synchronized (this) {
            open = new LinkedHashMap<>(asked);
        }
        Map<PersonId, Double> known = open.isEmpty() ? Map.of() : whose.knownKilograms();
        return open.entrySet().stream()
                .map(entry -> new PendingReading(
                        entry.getKey(),
                        entry.getValue().device(),
                        entry.getValue().measuredAt(),
                        entry.getValue().receivedAt(),
                        entry.getValue().reading(),
                        whose.candidates(entry.getValue().kilograms(), known)))
                .toList();
    }

    @Override
    public CompletableFuture<Void> assign(String id, PersonId person) {
        Weighing weighing;
        synchronized (this) {
            weighing = asked.get(id);
        }
        if (weighing == null || !settings.people().contains(person)) {
            return CompletableFuture.failedFuture(new IllegalArgumentException(
                    weighing == null
                            ? "no reading " + id + " waits for an answer; look at the list again"
                            : person + " does not use this scale; add them to its persons first"));
        }
        List<Observation> observations = weighing.of(person);
        CompletableFuture<List<Receipt>> commit;
        try {
            commit = sink.submit(observations);
        } catch (RuntimeException e) {
            commit = CompletableFuture.failedFuture(e);
        }
        return commit.thenAccept(receipts -> {
            if (receipts.stream().noneMatch(Receipt::kept)) {
                throw new IllegalStateException("the hub refused the reading; its quarantine says why");
            }
            if (take(id)) {
                note(id, weighing, Optional.of(person), ASSIGNED);
            }
        });
    }

    @Override
    public boolean discard(String id) {
        Weighing weighing;
        synchronized (this) {
            weighing = asked.remove(id);
        }
        if (weighing == null) {
            return false;
        }
        note(id, weighing, Optional.empty(), DISCARDED);
        return true;
    }

    synchronized int size() {
        return asked.size();
    }

    private synchronized boolean take(String id) {
        return asked.remove(id) != null;
    }

    private void note(String id, Weighing weighing, Optional<PersonId> person, String reason) {
        sink.quarantine(new Quarantined(
                weighing.receivedAt(),
                Weighing.ADAPTER,
                source + " " + id,
                person,
                reason,
                ScaleFrame.pack(weighing.frames())));
    }

    private Optional<String> idIn(Quarantined item) {
        Set<String> ours = Set.of(ASKED, ASSIGNED, DISCARDED);
        String beginning = source + " ";
        return item.adapter().equals(Weighing.ADAPTER)
                        && ours.contains(item.reason())
                        && item.source().startsWith(beginning)
                ? Optional.of(item.source().substring(beginning.length()))
                : Optional.empty();
    }

    private static String idOf(Weighing weighing) {
        var crc = new CRC32();
        crc.update(weighing.frames().get(0).octets());
        Instant at = weighing.receivedAt();
        return String.format(Locale.ROOT, "%d-%08x", at.toEpochMilli(), crc.getValue());
    }
}
