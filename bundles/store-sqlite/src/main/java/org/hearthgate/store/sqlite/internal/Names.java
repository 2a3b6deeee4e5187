package org.hearthgate.store.sqlite.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** The table {@code name}: texts that many rows share, by number. Rows of it never change, so what was read once may be remembered. */
public final class Names {
    /** A home has a few dozen; the bound only keeps a device that invents names from filling the memory. */
    private static final int MOST_REMEMBERED = 4096;

    private final Map<Long, String> texts = new ConcurrentHashMap<>();

    /** {@return the text of this number} */
    public String text(Session session, long id) throws SQLException {
        String known = texts.get(id);
        if (known != null) {
            return known;
        }
        PreparedStatement select = session.prepare("SELECT text FROM name WHERE id = ?");
        select.setLong(1, id);
        try (ResultSet rows = select.executeQuery()) {
            if (!rows.next()) {
                throw new UnreadableException("it refers to name " + id + ", which is missing");
            }
            if (texts.size() >= MOST_REMEMBERED) {
                texts.clear();
            }
            String text = rows.getString(1);
            texts.put(id, text);
            return text;
        }
    }

    /** {@return the number of this text, empty if no row has it yet} */
    static OptionalLong find(Session session, String text) throws SQLException {
        PreparedStatement select = session.prepare("SELECT id FROM name WHERE text = ?");
        select.setString(1, text);
        try (ResultSet rows = select.executeQuery()) {
            return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
        }
    }

    /** The writer's side: gives a number to a text that has none. What it remembers may be of a transaction that never was. */
    static final class Register {
        private final Map<String, Long> ids = new HashMap<>();

        long id(Session session, String text) throws SQLException {
            Long known = ids.get(text);
            if (known != null) {
                return known;
            }
            PreparedStatement insert = session.prepare("INSERT INTO name (text) VALUES (?) ON CONFLICT DO NOTHING");
            insert.setString(1, text);
            insert.executeUpdate();
            long id = find(session, text).orElseThrow();
            if (ids.size() >= MOST_REMEMBERED) {
                ids.clear();
            }
            ids.put(text, id);
            return id;
        }

        /** After a rollback. */
        void forget() {
            ids.clear();
        }
    }
}
