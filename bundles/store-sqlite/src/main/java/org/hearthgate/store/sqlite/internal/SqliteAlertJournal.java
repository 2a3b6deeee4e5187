package org.hearthgate.store.sqlite.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.notify.SelfTest;
import org.hearthgate.api.observation.PersonId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The alert journal in the same file as the record, so that one backup and one fsync cover both. */
@Component(
        name = "org.hearthgate.store.sqlite.journal",
        configurationPid = "org.hearthgate.store.sqlite",
        immediate = true)
public final class SqliteAlertJournal implements AlertJournal {
    private static final String UNRESOLVED = "SELECT " + AlertContent.COLUMNS + " FROM alert_entry"
            + " WHERE id IN (SELECT max(id) FROM alert_entry GROUP BY alert) AND state <> 'resolved' ORDER BY id";
    private static final String SINCE =
            "SELECT " + AlertContent.COLUMNS + " FROM alert_entry WHERE person = ? AND changed_at >= ? ORDER BY id";

    private static final String OF_ALERT =
            "SELECT " + AlertContent.COLUMNS + " FROM alert_entry WHERE alert = ? ORDER BY id";

    private final SqliteRecord record;
    private final AlertContent contents;
    private final AlertChain chain;

    @Activate
    public SqliteAlertJournal(@Reference SqliteRecord record) {
        this.record = record;
        contents = new AlertContent(record.blobs());
        chain = new AlertChain(contents);
        // the first alarm of the night must not be the one that loads what writes it down
        chain.rehearse(new Entry(SelfTest.neverRaised(), Map.of("rehearsed", "yes"), List.of("0:40")));
    }

    @Override
    public void append(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        record.writer().transact("append to the alert journal", record.keys().within(session -> {
            chain.append(session, entries);
            return null;
        }));
    }

    @Override
    public List<Alert> unresolved() {
        return record.readers().read("read the open alerts", session -> {
            var alerts = new ArrayList<Alert>();
            try (ResultSet rows = session.prepare(UNRESOLVED).executeQuery()) {
                while (rows.next()) {
                    entry(session, rows).map(Entry::alert).ifPresent(alerts::add);
                }
            }
            alerts.sort(Comparator.comparing(Alert::raisedAt)); // stable: of the same instant, in order of the journal
            return alerts;
        });
    }

    @Override
    public List<Entry> since(PersonId person, Instant from, int most) {
        return record.readers().read("read the alert journal", session -> {
            PreparedStatement select = session.prepare(SINCE);
            select.setString(1, person.value());
            select.setLong(2, millis(from));
            var entries = new ArrayList<Entry>();
            try (ResultSet rows = select.executeQuery()) {
                while (entries.size() < most && rows.next()) {
                    entry(session, rows)
                            .filter(entry -> !entry.alert().changedAt().isBefore(from))
                            .ifPresent(entries::add);
                }
            }
            return entries;
        });
    }

    @Override
    public List<Entry> ofAlert(String alertId) {
        return record.readers().read("read one alert", session -> {
            PreparedStatement select = session.prepare(OF_ALERT);
            select.setString(1, alertId);
            var entries = new ArrayList<Entry>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entry(session, rows).ifPresent(entries::add);
                }
            }
            return entries;
        });
    }

    @Override
    public long verify() {
        return record.readers()
                .read(
                        "verify the alert journal",
                        // an entry that is written meanwhile must not look like a cut end
                        session -> session.atOneMoment(
                                moment -> chain.verify(moment, record.file().toString())));
    }

    private Optional<Entry> entry(Session session, ResultSet row) throws SQLException {
        long id = row.getLong(1);
        try {
            return Optional.of(contents.open(session, row));
        } catch (KeyLockedException e) {
            return Optional.empty(); // told by the keys, not as damage
        } catch (UnreadableException e) {
            record.damaged().leftOut("alert entry " + id, e);
            return Optional.empty();
        }
    }

    static long millis(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException e) {
            return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
