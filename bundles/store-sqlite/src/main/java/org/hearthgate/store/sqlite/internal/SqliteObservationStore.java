package org.hearthgate.store.sqlite.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationCursor;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.api.store.Retiming;
import org.hearthgate.api.store.StoredObservation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The record of the home over one SQLite file. */
@Component(
        name = "org.hearthgate.store.sqlite.observations",
        configurationPid = "org.hearthgate.store.sqlite",
        immediate = true)
public final class SqliteObservationStore implements ObservationStore {
    private final SqliteRecord record;

    @Activate
    public SqliteObservationStore(@Reference SqliteRecord record) {
        this.record = record;
    }

    @Override
    public List<Receipt> append(List<Observation> batch) {
        if (batch.isEmpty()) {
            return List.of();
        }
        return record.writer()
                .transact(
                        "append to the record",
                        record.keys().within(record.appender().append(batch)));
    }

    @Override
    public List<StoredObservation> window(ObservationQuery query) {
        return record.readers()
                .read("read the record", session -> record.reader().window(session, query));
    }

    @Override
    public Optional<StoredObservation> latest(PersonId person, ObservationKind kind) {
        var newest = new ObservationQuery(person, Set.of(kind), Instant.MIN, Instant.MAX, 1, true, false);
        return window(newest).stream().findFirst();
    }

    @Override
    public long lastPosition() {
        return record.appender().lastPosition();
    }

    @Override
    public ObservationCursor cursor(String consumer) {
        return record.cursor(consumer);
    }

    @Override
    public void retime(List<Retiming> parts) {
        if (!parts.isEmpty()) {
            record.retimer().order(parts);
        }
    }

    @Override
    public void quarantine(List<Quarantined> refused) {
        if (refused.isEmpty()) {
            return;
        }
        record.writer().transact("write the quarantine", record.keys().within(session -> {
            record.quarantine().add(session, refused);
            return null;
        }));
    }

    @Override
    public List<Quarantined> quarantined(int most) {
        return record.readers()
                .read("read the quarantine", session -> record.quarantine().newest(session, most));
    }
}
