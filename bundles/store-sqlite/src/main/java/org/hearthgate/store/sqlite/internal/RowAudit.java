package org.hearthgate.store.sqlite.internal;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hearthgate.api.key.HubKeys;
import org.hearthgate.api.observation.ObservationKind;

/**
 * Opens every row of a file, because only an opened seal proves that a copy is worth having. Works on any file of our form, not only on
 * the record: keys and numbers of names are looked up in that very file. Thread-safe.
 */
public final class RowAudit {
    private static final int MOST_NAMED = 100_000;
    private static final int BUSY_MILLIS = 1000;
    private static final String PAGE = "SELECT " + ObservationRows.COLUMNS + ObservationRows.RAW_COLUMNS
            + " FROM observation WHERE position > ? ORDER BY position LIMIT 2000";

    private final HubKeys hub;
    private final byte[] known;
    private final PayloadCodec codec = new PayloadCodec();

    RowAudit(HubKeys hub) {
        this(hub, new byte[0]);
    }

    private RowAudit(HubKeys hub, byte[] known) {
        this.hub = hub;
        this.known = known;
    }

    /** {@return the same, for files that come without their keys} */
    public RowAudit knowing(byte[] exported) {
        return new RowAudit(hub, exported);
    }

    /**
     * Puts keys of a backup into a file that nobody else uses, wrapped by this hub. Keys that the file has under the same number give way.
     *
     * @throws UnreadableException if they are damaged
     */
    public void adopt(Path file, byte[] exported) throws SQLException {
        List<PersonKeys.Exported> keys = ExportedKeys.read(exported);
        try (Session session = new Database(file, BUSY_MILLIS).openWriter()) {
            new PersonKeys(hub).adopt(session, new Names.Register(), keys);
            session.commit();
        }
    }

    /**
     * What an audit found.
     *
     * @param rows how many were opened or tried
     * @param unreadable positions of those that did not open, the first 100,000
     */
    public record Finding(long rows, List<Long> unreadable) {}

    private BlobSeal blobs() {
        var keys = new PersonKeys(hub);
        keys.know(ExportedKeys.read(known));
        return new BlobSeal(keys);
    }

    /** Opens every row of the file of this session. */
    public Finding audit(Session session) throws SQLException {
        var opener =
                new ObservationRows(new Names(), kinds(session), new PersonSeal(blobs()), codec, new DamagedRows());
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
        return new AlertChain(new AlertContent(blobs())).verify(session, file);
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
