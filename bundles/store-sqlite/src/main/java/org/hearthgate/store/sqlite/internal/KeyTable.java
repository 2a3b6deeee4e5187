package org.hearthgate.store.sqlite.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hearthgate.api.key.Wrapped;

/** The table {@code person_key} in plain words of SQL. What is in it is wrapped; this class sees no key. */
final class KeyTable {
    /** For what belongs to no person that has a key. */
    static final long HOUSEHOLD = 0;
    /** "Under" this, a key is not wrapped at all yet: it is in the memory of the running hub alone. */
    static final String NOT_YET = "";

    private static final String COLUMNS =
            "SELECT number, person, made_at, retired_at, hub_key, wrapped FROM person_key ";

    private KeyTable() {}

    /** One row. */
    record Row(long number, long person, Instant madeAt, Optional<Instant> retiredAt, Wrapped wrapped) {
        boolean retired() {
            return retiredAt.isPresent();
        }
    }

    static Optional<Row> find(Session session, long number) throws SQLException {
        PreparedStatement select = session.prepare(COLUMNS + "WHERE number = ?");
        select.setLong(1, number);
        return rows(select).stream().findFirst();
    }

    /** {@return the number of the key that seals this person's new rows} */
    static OptionalLong current(Session session, long person) throws SQLException {
        PreparedStatement select =
                session.prepare("SELECT max(number) FROM person_key WHERE person = ? AND retired_at IS NULL");
        select.setLong(1, person);
        try (ResultSet rows = select.executeQuery()) {
            long number = rows.next() ? rows.getLong(1) : 0;
            return number == 0 ? OptionalLong.empty() : OptionalLong.of(number);
        }
    }

    static List<Row> all(Session session) throws SQLException {
        return rows(session.prepare(COLUMNS + "ORDER BY number"));
    }

    static List<Row> of(Session session, long person) throws SQLException {
        PreparedStatement select = session.prepare(COLUMNS + "WHERE person = ? ORDER BY number");
        select.setLong(1, person);
        return rows(select);
    }

    private static List<Row> rows(PreparedStatement select) throws SQLException {
        var found = new ArrayList<Row>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                long retired = row.getLong(4);
                Optional<Instant> retiredAt =
                        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(retired));
                byte[] wrapped = row.getBytes(6);
                found.add(new Row(
                        row.getLong(1),
                        row.getLong(2),
                        Instant.ofEpochMilli(row.getLong(3)),
                        retiredAt,
                        new Wrapped(row.getString(5), wrapped == null ? new byte[0] : wrapped)));
            }
        }
        return found;
    }

    /** {@return the next number; given to nobody else as long as the transaction lasts} */
    static long nextNumber(Session session) throws SQLException {
        return 1
                + session.number("SELECT seq FROM sqlite_sequence WHERE name = 'person_key'")
                        .orElse(0);
    }

    /** When it is made is told by the machine's clock: it is about this file, and a replay must not change it. */
    static void add(Session session, long number, long person, Wrapped wrapped) throws SQLException {
        PreparedStatement insert = session.prepare("INSERT INTO person_key (number, person, made_at, hub_key, wrapped)"
                + " VALUES (?, ?, unixepoch('now') * 1000, ?, ?)");
        insert.setLong(1, number);
        insert.setLong(2, person);
        insert.setString(3, wrapped.hubKey());
        insert.setBytes(4, wrapped.octets());
        insert.executeUpdate();
    }

    /** {@return whether there was such a key} */
    static boolean rewrap(Session session, long number, Wrapped wrapped) throws SQLException {
        PreparedStatement update = session.prepare("UPDATE person_key SET hub_key = ?, wrapped = ? WHERE number = ?");
        update.setString(1, wrapped.hubKey());
        update.setBytes(2, wrapped.octets());
        update.setLong(3, number);
        return update.executeUpdate() == 1;
    }

    static void retireOthers(Session session, long person, long current) throws SQLException {
        PreparedStatement update = session.prepare("UPDATE person_key SET retired_at = unixepoch('now') * 1000"
                + " WHERE person = ? AND number <> ? AND retired_at IS NULL");
        update.setLong(1, person);
        update.setLong(2, current);
        update.executeUpdate();
    }

    static void retire(Session session, long number, Instant at) throws SQLException {
        PreparedStatement update = session.prepare("UPDATE person_key SET retired_at = ? WHERE number = ?");
        update.setLong(1, at.toEpochMilli());
        update.setLong(2, number);
        update.executeUpdate();
    }

    static void remove(Session session, long number) throws SQLException {
        PreparedStatement delete = session.prepare("DELETE FROM person_key WHERE number = ?");
        delete.setLong(1, number);
        delete.executeUpdate();
    }
}
