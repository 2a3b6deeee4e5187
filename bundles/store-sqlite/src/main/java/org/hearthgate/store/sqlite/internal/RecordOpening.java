package org.hearthgate.store.sqlite.internal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.store.sqlite.internal.repair.RecordGuard;
import org.hearthgate.store.sqlite.internal.years.FileForm;
import org.hearthgate.store.sqlite.internal.years.RolledUp;

/** Opens the file: brings it to the present form and reads what everything that works on it begins with. */
final class RecordOpening {
    private final Database database;
    private final Path file;
    private final Faults faults;
    private final CursorPositions positions;

    RecordOpening(Database database, Path file, Faults faults, CursorPositions positions) {
        this.database = database;
        this.file = file;
        this.faults = faults;
        this.positions = positions;
    }

    /**
     * What an opened file says of itself.
     *
     * @param session the connection that writes
     * @param kindIds the number of each kind in the file
     */
    record Opened(
            Session session, String storeId, Map<ObservationKind, Long> kindIds, long rolledUntil, long lastPosition)
            implements RecordGuard.Opening {
        @Override
        public void close() {
            try {
                session.close();
            } catch (SQLException e) {
                throw new StoreException("cannot close the record again; restart the hub", e);
            }
        }

        Map<Long, ObservationKind> kinds() {
            var kinds = new HashMap<Long, ObservationKind>();
            kindIds.forEach((kind, id) -> kinds.put(id, kind));
            return kinds;
        }
    }

    Opened open() {
        try {
            FileForm.prepare(database, file);
            Session session = database.openWriter();
            try {
                return prepare(session);
            } catch (SQLException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (SQLException e) {
            throw faults.of("open the record", e);
        }
    }

    /** The highest position ever given is kept by AUTOINCREMENT even where its row was erased. */
    private Opened prepare(Session session) throws SQLException {
        new Migrations().run(session, file.toString());
        var register = new Names.Register();
        var ids = new EnumMap<ObservationKind, Long>(ObservationKind.class);
        for (ObservationKind kind : ObservationKind.values()) {
            ids.put(kind, register.id(session, kind.code()));
        }
        positions.load(session);
        long last = session.number("SELECT seq FROM sqlite_sequence WHERE name = 'observation'")
                .orElse(0);
        long rolledUntil = RolledUp.newestHour(session);
        String storeId = Migrations.storeId(session);
        session.commit();
        return new Opened(session, storeId, ids, rolledUntil, last);
    }
}
