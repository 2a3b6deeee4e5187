package org.hearthgate.store.sqlite.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hearthgate.api.observation.ObservationKind;

/**
 * Opens every row of a file, because only an opened seal proves that a copy is worth having. Works on any file of our form, not only on
 * the record: numbers of names are looked up in that very file. Thread-safe.
 */
public final class RowAudit {
    private static final int MOST_NAMED = 100_000;
    private static final String PAGE = "SELECT " + ObservationRows.COLUMNS + ObservationRows.RAW_COLUMNS
            + " FROM observation WHERE position > ? ORDER BY position LIMIT 2000";

    private final RowSeal seal;
    private final PayloadCodec codec = new PayloadCodec();

    RowAudit(RowSeal seal) {
        this.seal = seal;
    }

    /**
     * What an audit found.
     *
     * @param rows how many were opened or tried
     * @param unreadable positions of those that did not open, the first 100,000
     */
    public record Finding(long rows, List<Long> unreadable) {}

    /** Opens every row of the file of this session. */
    public Finding audit(Session session) throws SQLException {
        var opener = new ObservationRows(new Names(), kinds(session), seal, codec, new DamagedRows());
        var unreadable = new ArrayList<Long>();
        long total = 0;
        long after = Long.MIN_VALUE;
        for (long count = -1; count != 0; total += count) {
            count = 0;
            PreparedStatement select = session.prepare(PAGE);
            select.setLong(1, after);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    after = rows.getLong(1);
                    count++;
                    if (!opens(opener, session, rows) && unreadable.size() < MOST_NAMED) {
                        unreadable.add(after);
                    }
                }
            }
        }
        return new Finding(total, List.copyOf(unreadable));
    }

    /**
     * {@return the number of entries of the alert journal in the file of this session}
     *
     * @throws org.hearthgate.api.store.StoreException naming the first entry that is not what was written
     */
    public long verifyAlerts(Session session, String file) throws SQLException {
        return new AlertChain(new AlertCodec()).verify(session, file);
    }

    private static boolean opens(ObservationRows opener, Session session, ResultSet row) throws SQLException {
        try {
            opener.check(session, row);
            return true;
        } catch (UnreadableException | IllegalArgumentException e) {
            return false;
        }
    }

    private static Map<Long, ObservationKind> kinds(Session session) throws SQLException {
        var kinds = new HashMap<Long, ObservationKind>();
        for (ObservationKind kind : ObservationKind.values()) {
            Names.find(session, kind.code()).ifPresent(id -> kinds.put(id, kind));
        }
        return kinds;
    }
}
