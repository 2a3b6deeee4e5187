package org.hearthgate.nightscout.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.GlucoseTrend;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;

/**
 * The entries that a query asks for, newest first, read from the record a page at a time: a million of them need no more memory than one
 * page. Each page begins where the last one ended in time, so nothing is given twice whatever is written meanwhile.
 */
final class EntryPages implements Iterator<ObjectNode> {
    private static final int PAGE = 2000;
    private static final int MOST_AT_ONE_INSTANT = 100_000;

    private final ObservationStore store;
    private final PersonId person;
    private final EntryQuery query;
    private final Set<ObservationKind> kinds;
    private final Deque<ObjectNode> ready = new ArrayDeque<>();
    private Instant until;
    private int left;

    EntryPages(ObservationStore store, PersonId person, EntryQuery query) {
        this.store = store;
        this.person = person;
        this.query = query;
        kinds = query.kinds();
        until = query.until();
        left = kinds.isEmpty() ? 0 : query.count();
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && left > 0 && query.from().isBefore(until)) {
            readPage();
        }
        return !ready.isEmpty();
    }

    @Override
    public ObjectNode next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private void readPage() {
        boolean everyRowCounts = query.conditions().isEmpty();
        int limit = everyRowCounts ? Math.min(PAGE, left + 1) : PAGE;
        List<StoredObservation> page = rows(query.from(), until, limit);
        if (page.size() < limit) {
            until = query.from();
        } else {
            // the last instant may go on beyond the page: it belongs to the next one
            Instant edge = page.get(limit - 1).observation().measuredAt();
            int whole = limit - 1;
            while (whole > 0 && page.get(whole - 1).observation().measuredAt().equals(edge)) {
                whole--;
            }
            if (whole == 0) {
                page = rows(edge, edge.plusMillis(1), MOST_AT_ONE_INSTANT);
                until = edge;
            } else {
                page = page.subList(0, whole);
                until = edge.plusMillis(1);
            }
        }
        give(page);
    }

    private List<StoredObservation> rows(Instant from, Instant before, int limit) {
        return store.window(new ObservationQuery(person, kinds, from, before, limit, true, true));
    }

    private void give(List<StoredObservation> page) {
        var trends = new Trends(page);
        for (StoredObservation row : page) {
            if (row.observation().quality().has(Doubt.Flag.ASIDE)
                    || row.observation().quality().has(Doubt.Flag.TEST)) {
                continue; // a follower draws one line for one person, and a drill is nobody's value
            }
            Optional<ObjectNode> document = EntryDocument.of(row.observation(), () -> trends.at(row));
            if (left > 0 && document.isPresent() && query.matches(document.get())) {
                ready.add(document.get());
                left--;
            }
        }
    }

    /** The arrows of one page, worked out from the readings before each; read only if some reading came without one. */
    private final class Trends {
        private final List<StoredObservation> page;
        private List<GlucoseReading> readings;
        private Map<Long, Integer> places;

        Trends(List<StoredObservation> page) {
            this.page = page;
        }

        Optional<GlucoseTrend.Arrow> at(StoredObservation row) {
            if (readings == null) {
                read();
            }
            Integer place = places.get(row.position());
            if (place == null) {
                return Optional.empty();
            }
            return GlucoseTrend.of(
                            readings.subList(0, place + 1), row.observation().measuredAt())
                    .map(GlucoseTrend::arrow);
        }

        private void read() {
            Instant newest = page.get(0).observation().measuredAt();
            Instant oldest = page.get(page.size() - 1).observation().measuredAt();
            List<StoredObservation> rows = store.window(ObservationQuery.of(
                    person, oldest.minus(GlucoseTrend.WINDOW), newest.plusMillis(1), ObservationKind.GLUCOSE));
            readings = rows.stream()
                    .map(each -> (GlucoseReading) each.observation())
                    .toList();
            places = new HashMap<>();
            for (int i = 0; i < rows.size(); i++) {
                places.put(rows.get(i).position(), i);
            }
        }
    }
}
