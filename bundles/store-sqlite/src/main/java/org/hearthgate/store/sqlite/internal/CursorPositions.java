package org.hearthgate.store.sqlite.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far each consumer has got. Advancing only changes this map; the writer carries the changes to the disk with its next transaction,
 * so no consumer ever waits for it. Thread-safe.
 */
final class CursorPositions {
    private final Map<String, Long> positions = new ConcurrentHashMap<>();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    /** Reads what earlier runs left; called once, before anybody advances. */
    void load(Session session) throws SQLException {
        PreparedStatement select = session.prepare("SELECT consumer, position FROM cursor");
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                positions.put(rows.getString(1), rows.getLong(2));
            }
        }
    }

    long of(String consumer) {
        return positions.getOrDefault(consumer, 0L);
    }

    void advance(String consumer, long position) {
        positions.merge(consumer, position, Math::max);
        changed.add(consumer);
    }

    /** {@return up to where every consumer has dealt with the record; empty when nobody consumes it} */
    OptionalLong lowest() {
        return positions.values().stream().mapToLong(Long::longValue).min();
    }

    boolean hasChanges() {
        return !changed.isEmpty();
    }

    /** {@return who advanced since the last call; the caller writes them or gives them back} */
    Set<String> takeChanges() {
        Set<String> taken = Set.copyOf(changed);
        changed.removeAll(taken);
        return taken;
    }

    void giveBack(Set<String> taken) {
        changed.addAll(taken);
    }

    /** Writes the present positions of these consumers in the transaction of this session. */
    void write(Session session, Set<String> consumers) throws SQLException {
        if (consumers.isEmpty()) {
            return;
        }
        PreparedStatement upsert = session.prepare("INSERT INTO cursor (consumer, position) VALUES (?, ?)"
                + " ON CONFLICT (consumer) DO UPDATE SET position = excluded.position");
        for (String consumer : consumers) {
            upsert.setString(1, consumer);
            upsert.setLong(2, of(consumer));
            upsert.executeUpdate();
        }
    }
}
