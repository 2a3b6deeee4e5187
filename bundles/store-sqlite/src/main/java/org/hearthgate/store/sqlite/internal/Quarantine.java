package org.hearthgate.store.sqlite.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.store.Quarantined;

/** The table of what was refused: the newest 1000, so that a mad device cannot fill the disk. */
final class Quarantine {
    static final int MOST = 1000;

    private Quarantine() {}

    static void add(Session session, List<Quarantined> refused) throws SQLException {
        PreparedStatement insert = session.prepare("INSERT INTO quarantine"
                + " (at, adapter, source, person, reason, media_type, raw) VALUES (?, ?, ?, ?, ?, ?, ?)");
        for (Quarantined item : refused.subList(Math.max(0, refused.size() - MOST), refused.size())) {
            insert.setLong(1, item.at().toEpochMilli());
            insert.setString(2, item.adapter());
            insert.setString(3, item.source());
            if (item.person().isPresent()) {
                insert.setString(4, item.person().get().value());
            } else {
                insert.setNull(4, Types.VARCHAR);
            }
            insert.setString(5, item.reason());
            insert.setString(6, item.raw().mediaType());
            insert.setBytes(7, item.raw().octets());
            insert.executeUpdate();
        }
        session.prepare("DELETE FROM quarantine WHERE id <= (SELECT max(id) FROM quarantine) - " + MOST)
                .executeUpdate();
    }

    static List<Quarantined> newest(Session session, int most) throws SQLException {
        PreparedStatement select = session.prepare("SELECT at, adapter, source, person, reason, media_type, raw"
                + " FROM quarantine ORDER BY id DESC LIMIT ?");
        select.setInt(1, Math.max(0, most));
        var items = new ArrayList<Quarantined>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                items.add(item(rows));
            }
        }
        return items;
    }

    private static Quarantined item(ResultSet row) throws SQLException {
        return new Quarantined(
                Instant.ofEpochMilli(row.getLong(1)),
                row.getString(2),
                row.getString(3),
                Optional.ofNullable(row.getString(4)).map(PersonId::new),
                row.getString(5),
                new RawForm(row.getString(6), row.getBytes(7)));
    }
}
