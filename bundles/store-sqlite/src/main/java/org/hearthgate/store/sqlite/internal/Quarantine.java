package org.hearthgate.store.sqlite.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.store.Quarantined;

/**
 * The table of what was refused: the newest 1000, so that a mad device cannot fill the disk. Source, reason and raw form are sealed under
 * the person's key; under the household's where nobody of that name has one, because a device may say any name.
 */
final class Quarantine {
    static final int MOST = 1000;

    /** What {@link #open} expects to have been selected, in this order. */
    static final String COLUMNS = "id, at, adapter, person, media_type, source, reason, raw, sealed";

    private static final int PART = 4;

    private final PersonKeys keys;
    private final BlobSeal seal;
    private final DamagedRows damaged;

    Quarantine(PersonKeys keys, BlobSeal seal, DamagedRows damaged) {
        this.keys = keys;
        this.seal = seal;
        this.damaged = damaged;
    }

    void add(Session session, List<Quarantined> refused) throws SQLException {
        PreparedStatement insert = session.prepare(
                "INSERT INTO quarantine"
                        + " (at, adapter, source, person, reason, media_type, raw, sealed) VALUES (?, ?, '', ?, '', ?, x'', ?)");
        for (Quarantined item : refused.subList(Math.max(0, refused.size() - MOST), refused.size())) {
            byte[] sealed = close(session, item);
            insert.setLong(1, item.at().toEpochMilli());
            insert.setString(2, item.adapter());
            if (item.person().isPresent()) {
                insert.setString(3, item.person().get().value());
            } else {
                insert.setNull(3, Types.VARCHAR);
            }
            insert.setString(4, item.raw().mediaType());
            insert.setBytes(5, sealed);
            insert.executeUpdate();
        }
        session.prepare("DELETE FROM quarantine WHERE id <= (SELECT max(id) FROM quarantine) - " + MOST)
                .executeUpdate();
    }

    /** {@return the items of the newest rows that can be read} */
    List<Quarantined> newest(Session session, int most) throws SQLException {
        PreparedStatement select = session.prepare("SELECT " + COLUMNS + " FROM quarantine ORDER BY id DESC LIMIT ?");
        select.setInt(1, Math.max(0, most));
        var items = new ArrayList<Quarantined>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                try {
                    items.add(open(session, rows));
                } catch (KeyLockedException e) {
                    continue; // told by the keys, not as damage
                } catch (UnreadableException e) {
                    damaged.leftOut("quarantine " + rows.getLong(1), e);
                }
            }
        }
        return items;
    }

    private byte[] close(Session session, Quarantined item) throws SQLException {
        byte[] source = item.source().getBytes(StandardCharsets.UTF_8);
        byte[] reason = item.reason().getBytes(StandardCharsets.UTF_8);
        byte[] raw = item.raw().octets();
        byte[] plain = ByteBuffer.allocate(2 * Integer.BYTES + source.length + reason.length + raw.length)
                .putInt(source.length)
                .put(source)
                .putInt(reason.length)
                .put(reason)
                .put(raw)
                .array();
        return seal.close(session, owner(session, item.person()), context(item), plain);
    }

    private long owner(Session session, Optional<PersonId> person) throws SQLException {
        OptionalLong name =
                person.isPresent() ? Names.find(session, person.get().value()) : OptionalLong.empty();
        return name.isPresent() && keys.has(session, name.getAsLong()) ? name.getAsLong() : KeyTable.HOUSEHOLD;
    }

    private static byte[] context(Quarantined item) {
        return context(
                item.at().toEpochMilli(),
                item.adapter(),
                item.person().map(PersonId::value).orElse(""),
                item.raw().mediaType());
    }

    private static byte[] context(long at, String adapter, String person, String mediaType) {
        return new SealContext(PART)
                .add(at)
                .add(adapter)
                .add(person)
                .add(mediaType)
                .octets();
    }

    /** {@return what the seal of a row is bound to} */
    static byte[] context(ResultSet row) throws SQLException {
        String person = row.getString(4);
        return context(row.getLong(2), row.getString(3), person == null ? "" : person, row.getString(5));
    }

    private Quarantined open(Session session, ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes(9);
        if (sealed == null) { // of before
            return item(row, row.getString(6), row.getString(7), row.getBytes(8));
        }
        ByteBuffer plain = ByteBuffer.wrap(seal.open(session, context(row), sealed));
        return item(row, text(plain), text(plain), rest(plain));
    }

    private static Quarantined item(ResultSet row, String source, String reason, byte[] raw) throws SQLException {
        return new Quarantined(
                Instant.ofEpochMilli(row.getLong(2)),
                row.getString(3),
                source,
                Optional.ofNullable(row.getString(4)).map(PersonId::new),
                reason,
                new RawForm(row.getString(5), raw));
    }

    private static String text(ByteBuffer plain) {
        var octets = new byte[plain.getInt()];
        plain.get(octets);
        return new String(octets, StandardCharsets.UTF_8);
    }

    private static byte[] rest(ByteBuffer plain) {
        var octets = new byte[plain.remaining()];
        plain.get(octets);
        return octets;
    }

    /** {@return whether a row was sealed anew; none is left when it was not. In a transaction} */
    boolean sealOne(Session session, Set<Long> retired) throws SQLException {
        PreparedStatement select = session.prepare("SELECT " + COLUMNS + " FROM quarantine ORDER BY id");
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                byte[] sealed = rows.getBytes(9);
                OptionalLong key = sealed == null ? OptionalLong.empty() : BlobSeal.keyNumber(sealed);
                if (sealed == null || key.isPresent() && retired.contains(key.getAsLong())) {
                    long id = rows.getLong(1);
                    try {
                        byte[] anew = close(session, open(session, rows));
                        update(session, id, anew);
                        return true;
                    } catch (KeyLockedException e) {
                        continue;
                    } catch (UnreadableException e) {
                        damaged.leftOut("quarantine " + id, e);
                    }
                }
            }
        }
        return false;
    }

    private static void update(Session session, long id, byte[] sealed) throws SQLException {
        PreparedStatement update =
                session.prepare("UPDATE quarantine SET source = '', reason = '', raw = x'', sealed = ? WHERE id = ?");
        update.setBytes(1, sealed);
        update.setLong(2, id);
        update.executeUpdate();
    }
}
