package org.hearthgate.adapter.meter.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Records of a meter on their way in, each joined with the context that follows it. One thread. */
final class MeterBatch {
    private final Map<Long, Entry> entries = new TreeMap<>();
    private final Map<Integer, Long> latestOfSequence = new HashMap<>();

    /** One record, and what belongs to it as far as it has come. */
    record Entry(MeterMeasurement measurement, Instant receivedAt, Optional<MeterContext> context) {
        boolean complete() {
            return !measurement.contextFollows() || context.isPresent();
        }
    }

    /** A record that came again changes nothing. */
    void add(MeterMeasurement measurement, Instant receivedAt) {
        entries.putIfAbsent(measurement.identity(), new Entry(measurement, receivedAt, Optional.empty()));
        latestOfSequence.put(measurement.sequence(), measurement.identity());
    }

    /** {@return whether the record it belongs to is here} */
    boolean add(MeterContext context) {
        Long identity = latestOfSequence.get(context.sequence());
        Entry entry = identity == null ? null : entries.get(identity);
        if (entry == null) {
            return false;
        }
        entries.put(identity, new Entry(entry.measurement(), entry.receivedAt(), Optional.of(context)));
        return true;
    }

    int size() {
        return entries.size();
    }

    /** {@return every record, oldest first; none is left} */
    List<Entry> takeAll() {
        return take(entries.values());
    }

    /**
     * {@return the records up to the first that waits for its context, oldest first; the others are left} Where to go on is judged by the
     * last record that was kept, so none may overtake one that is asked for again.
     */
    List<Entry> takeComplete() {
        return take(entries.values().stream().takeWhile(Entry::complete).toList());
    }

    /** {@return the number of the oldest record that waits for its context} */
    OptionalInt waiting() {
        return entries.values().stream()
                .filter(entry -> !entry.complete())
                .mapToInt(entry -> entry.measurement().sequence())
                .findFirst();
    }

    private List<Entry> take(Collection<Entry> some) {
        var taken = new ArrayList<>(some);
        taken.forEach(entry -> entries.remove(entry.measurement().identity()));
        return taken;
    }
}
