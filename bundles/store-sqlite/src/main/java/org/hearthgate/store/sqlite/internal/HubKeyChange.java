package org.hearthgate.store.sqlite.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.hearthgate.api.key.HubKey;
import org.hearthgate.api.key.HubKeys;
import org.hearthgate.api.key.KeyException;
import org.hearthgate.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the hub's key under the persons' keys: a new hub key, every person's key wrapped anew in one transaction, then the old hub key
 * destroyed. Which ones are to be destroyed is written in that transaction, so that a crash at any point only postpones the rest; no hub
 * key goes while anything is under it.
 */
final class HubKeyChange {
    private static final Logger LOG = LoggerFactory.getLogger(HubKeyChange.class);
    private static final String TASK = "wrap the persons' keys anew";
    private static final String TO_DESTROY = "hub_key_to_destroy:";

    private final Writer writer;
    private final BooleanSupplier emptyLog;
    private final PersonKeys keys;
    private final Runnable wrapOthersAnew;

    /**
     * @param emptyLog folds the log into the file and cuts it to nothing; false if a reader was in the way
     * @param wrapOthersAnew wraps under the hub's current key what lies beside the record; what it throws keeps the old key alive
     */
    HubKeyChange(Writer writer, BooleanSupplier emptyLog, PersonKeys keys, Runnable wrapOthersAnew) {
        this.wrapOthersAnew = wrapOthersAnew;
        this.writer = writer;
        this.emptyLog = emptyLog;
        this.keys = keys;
    }

    /**
     * {@return what was done, line by line}
     *
     * @throws KeyException if the source does not let it; then nothing has changed
     */
    List<String> rotate() {
        HubKeys hub = keys.hub();
        var older = new TreeSet<String>();
        hub.keys().stream().map(HubKey::id).forEach(older::add);
        String fresh = hub.rotate();
        older.remove(fresh);
        writer.transact(TASK, keys.within(session -> {
            mark(session, older);
            return null;
        }));
        var told = new ArrayList<String>();
        told.add("new hub key " + fresh);
        told.addAll(catchUp());
        return told;
    }

    /** Whatever is not as it should be after a crash or a time with a spare key. {@return what was done} */
    List<String> catchUp() {
        var told = new ArrayList<String>();
        String current;
        try {
            current = keys.hub().current();
        } catch (KeyException e) {
            LOG.debug("No hub key to wrap under", e);
            return told;
        }
        int wrapped = writer.transact(TASK, keys.within(session -> {
            var before = new TreeSet<>(PersonKeys.inUse(session));
            int done = before.stream().allMatch(current::equals) ? 0 : keys.rewrap(session);
            before.removeAll(PersonKeys.inUse(session));
            before.remove(KeyTable.NOT_YET);
            mark(session, before);
            return done;
        }));
        if (wrapped > 0) {
            told.add(wrapped + " keys of the record are wrapped under hub key " + current);
        }
        told.addAll(destroyMarked(current));
        return told;
    }

    /** {@return whether {@link #catchUp} has something to do} */
    boolean isDue(Session session) throws SQLException {
        String current;
        try {
            current = keys.hub().current();
        } catch (KeyException e) {
            return false;
        }
        return !marked(session).isEmpty() || !PersonKeys.inUse(session).stream().allMatch(current::equals);
    }

    private static void mark(Session session, Iterable<String> ids) throws SQLException {
        PreparedStatement insert = session.prepare("INSERT OR IGNORE INTO meta (key, value) VALUES (?, '')");
        for (String id : ids) {
            insert.setString(1, TO_DESTROY + id);
            insert.executeUpdate();
        }
    }

    private static List<String> marked(Session session) throws SQLException {
        var ids = new ArrayList<String>();
        PreparedStatement select = session.prepare("SELECT key FROM meta WHERE key >= ? AND key < ?");
        select.setString(1, TO_DESTROY);
        select.setString(2, TO_DESTROY.replace(':', ';'));
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getString(1).substring(TO_DESTROY.length()));
            }
        }
        return ids;
    }

    /** First the old wrapped octets leave file and log, then the hub key goes: in the other order a crash would leave both useless. */
    private List<String> destroyMarked(String current) {
        var told = new ArrayList<String>();
        List<String> ids = writer.transact(TASK, session -> {
            var unused = new ArrayList<>(marked(session));
            unused.removeAll(PersonKeys.inUse(session));
            unused.remove(current);
            return unused;
        });
        if (ids.isEmpty()) {
            return told;
        }
        wrapOthersAnew.run();
        emptyLog();
        for (String id : ids) {
            try {
                keys.hub().destroy(id);
                told.add("hub key " + id + " is destroyed");
            } catch (KeyException e) {
                if (e.reason() == KeyException.Reason.UNAVAILABLE) {
                    LOG.debug("Hub key {} cannot be destroyed yet", id, e);
                    continue;
                }
                if (e.reason() == KeyException.Reason.BY_HAND) {
                    told.add("hub key " + id + " is not destroyed: " + e.getMessage());
                }
            }
            writer.transact(TASK, session -> {
                PreparedStatement delete = session.prepare("DELETE FROM meta WHERE key = ?");
                delete.setString(1, TO_DESTROY + id);
                delete.executeUpdate();
                return null;
            });
        }
        return told;
    }

    private void emptyLog() {
        try {
            if (!emptyLog.getAsBoolean()) {
                LOG.debug("The log is folded into the file later: somebody reads");
            }
        } catch (StoreException e) {
            LOG.debug("The log is folded into the file later", e);
        }
    }
}
