package org.hearthgate.store.sqlite.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.hearthgate.api.key.KeyException;
import org.hearthgate.api.store.StoreException;

/**
 * Makes one person's data unreadable for ever, then shows that it is. The keys go first: once they are destroyed, everything else is
 * tidying up, and a crash in the middle leaves nothing readable. The same command again finishes it.
 */
final class Erasure {
    private static final int ROWS_AT_ONCE = 500;
    private static final int TRIES = 50;

    private final SqliteRecord record;
    private final List<ErasureTarget> targets;
    private final List<String> report = new ArrayList<>();
    private boolean complete = true;

    Erasure(SqliteRecord record, List<ErasureTarget> targets) {
        this.record = record;
        this.targets = List.copyOf(targets);
    }

    /** {@return whether the record knows this person} */
    boolean knows(String person) {
        return name(person).isPresent();
    }

    private OptionalLong name(String person) {
        return record.readers().read("look for a person", session -> Names.find(session, person));
    }

    /** {@return whether everything is done and proven; the report says what} */
    boolean run(String person) {
        long name = name(person).orElseThrow();
        finishResealing();
        ErasureProof proof =
                record.readers().read("copy what is to be erased", session -> ErasureProof.copy(session, name, person));
        Set<Long> numbers = destroyKeys(name, person);
        deleteRows(name, person);
        reachBackups(person, numbers);
        changeHubKey();
        emptyLog();
        prove(proof);
        say(
                "still visible: the ids of the person and of their devices; times, kinds and counts in older backups; times and states of"
                        + " " + alerts(person) + " alert entries, whose contents cannot be read any more");
        return complete;
    }

    List<String> report() {
        return report;
    }

    /** So that nothing of theirs is under a checksum alone. */
    private void finishResealing() {
        while (record.resealing().step()) {
            // a step at a time, so that readings get in between
        }
    }

    private Set<Long> destroyKeys(long name, String person) {
        Set<Long> numbers = record.writer()
                .transact("destroy the keys of a person", record.keys().within(session -> {
                    PreparedStatement refused = session.prepare("DELETE FROM quarantine WHERE person = ?");
                    refused.setString(1, person);
                    refused.executeUpdate();
                    PreparedStatement receipts = session.prepare("DELETE FROM receipt WHERE person = ?");
                    receipts.setString(1, person);
                    receipts.executeUpdate();
                    return record.keys().destroy(session, name);
                }));
        record.keys().forget(numbers);
        say("destroyed: " + numbers.size() + " keys of the person in the record");
        return numbers;
    }

    /** After the rows are gone: backups are made anew from what is left. */
    private void reachBackups(String person, Set<Long> numbers) {
        for (ErasureTarget target : targets) {
            try {
                target.forget(person, numbers).forEach(line -> say(target.name() + ": " + line));
            } catch (
                    RuntimeException
                            e) { // the edge of a whiteboard: one stick that is not plugged in must not stop the rest
                undone(target.name() + " could not be reached: " + e.getMessage() + "; erase again when it can");
            }
        }
    }

    private void deleteRows(long name, String person) {
        long deleted = 0;
        record.writer().transact("forget what roll-ups of a person stood for", session -> {
            PreparedStatement forget = session.prepare("DELETE FROM rolled_up WHERE person = ?");
            forget.setLong(1, name);
            return forget.executeUpdate();
        });
        for (String sequence : List.of("IS NULL", "IS NOT NULL")) {
            int batch = ROWS_AT_ONCE;
            while (batch == ROWS_AT_ONCE) {
                batch = record.writer()
                        .transact("delete the rows of a person", session -> delete(session, name, sequence));
                deleted += batch;
            }
        }
        say("deleted: " + deleted
                + " observations, the receipts of alerts, and what was in quarantine under that person");
    }

    private static int delete(Session session, long name, String sequence) throws SQLException {
        PreparedStatement delete = session.prepare("DELETE FROM observation WHERE position IN (SELECT position FROM"
                + " observation WHERE person = ? AND sequence " + sequence + " LIMIT " + ROWS_AT_ONCE + ")");
        delete.setLong(1, name);
        return delete.executeUpdate();
    }

    /** Older copies of the file hold the person's keys wrapped under the hub's old key; without that they stay shut. */
    private void changeHubKey() {
        try {
            record.hubKeyChange().rotate().forEach(this::say);
        } catch (KeyException e) {
            undone("the hub's key was not changed, so older copies of the record can be opened with it: "
                    + e.getMessage());
        }
    }

    private void emptyLog() {
        for (int i = 0; i < TRIES; i++) {
            if (record.emptyLog()) {
                return;
            }
            Thread.onSpinWait();
        }
        undone("the log could not be emptied while somebody reads; erase again");
    }

    private void prove(ErasureProof proof) {
        ErasureProof.Outcome outcome = record.readers().read("prove the erasure", session -> {
            try {
                return proof.attempt(session, record.keys(), files());
            } catch (IOException e) {
                throw new StoreException(
                        "cannot read the files of the record for the proof: " + e + "; erase again", e);
            }
        });
        say("tried: " + outcome.blobsTried() + " sealed blobs copied before, with every key the hub holds: "
                + outcome.blobsOpened() + " of " + outcome.blobsTried() + " can be opened");
        say("tried: " + outcome.keysTried() + " wrapped keys copied before: " + outcome.keysOpened() + " of "
                + outcome.keysTried() + " can be unwrapped; " + outcome.keysFoundInFiles()
                + " were found in the files");
        if (!outcome.holds()) {
            undone("something of the person can still be read");
        }
    }

    private List<Path> files() {
        Path file = record.file();
        return List.of(file, file.resolveSibling(file.getFileName() + "-wal"));
    }

    private long alerts(String person) {
        return record.readers().read("count alerts", session -> {
            PreparedStatement count = session.prepare("SELECT count(*) FROM alert_entry WHERE person = ?");
            count.setString(1, person);
            try (var rows = count.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0L;
            }
        });
    }

    private void say(String line) {
        report.add(line);
    }

    private void undone(String line) {
        complete = false;
        report.add("NOT DONE: " + line);
    }
}
