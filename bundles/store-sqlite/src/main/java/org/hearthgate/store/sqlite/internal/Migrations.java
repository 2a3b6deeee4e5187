package org.hearthgate.store.sqlite.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.hearthgate.api.store.StoreException;

/**
 * Brings a file to the newest form, one numbered {@code .sql} resource after the other, each wholly or not at all. Migrations only add:
 * after a rolled back update the older hub must still understand the file, or refuse it in clear words.
 */
public final class Migrations {
    /** "HGTE": tells our file from any other SQLite file. */
    public static final int APPLICATION_ID = 0x48475445;

    /** Number n of this list makes version n + 1. */
    private static final List<String> SCRIPTS = List.of(
            "V001__record.sql", "V002__person_keys.sql", "V003__years.sql", "V004__retiming.sql", "V005__receipts.sql");

    private final List<String> scripts;

    public Migrations() {
        this(SCRIPTS);
    }

    /** {@return those up to this form, for a file that must fit an older one; all of them when this hub knows fewer} */
    public static Migrations upTo(long form) {
        return new Migrations(SCRIPTS.subList(0, (int) Math.max(1, Math.min(form, SCRIPTS.size()))));
    }

    Migrations(List<String> scripts) {
        this.scripts = List.copyOf(scripts);
    }

    /** {@return the form that this hub writes} */
    public static long newest() {
        return SCRIPTS.size();
    }

    /** Runs what is missing. Called once, before anybody else uses the file. */
    public void run(Session session, String file) throws SQLException {
        long application = session.number("PRAGMA application_id").orElse(0);
        long version = session.number("PRAGMA user_version").orElse(0);
        if (application != APPLICATION_ID && !(application == 0 && version == 0 && isEmpty(session))) {
            throw new StoreException(
                    file + " is a SQLite file of another program; move it away or configure another directory", null);
        }
        if (version > scripts.size()) {
            throw new StoreException(
                    file + " was written by a newer hub (form " + version + ", this hub knows up to " + scripts.size()
                            + "); install the newer hub again, or restore a backup from before the update",
                    null);
        }
        session.rollback();
        for (int next = (int) version; next < scripts.size(); next++) {
            migrate(session, scripts.get(next), next + 1);
        }
        session.execute("INSERT OR IGNORE INTO meta (key, value) VALUES ('store_id', '" + UUID.randomUUID() + "')");
        session.commit();
    }

    private static boolean isEmpty(Session session) throws SQLException {
        return session.number("SELECT count(*) FROM sqlite_schema").orElse(0) == 0;
    }

    private static void migrate(Session session, String script, int version) throws SQLException {
        try {
            session.execute(read(script));
            session.execute("PRAGMA application_id = " + APPLICATION_ID);
            session.execute("PRAGMA user_version = " + version);
            session.commit();
        } catch (SQLException e) {
            session.rollback();
            throw e;
        }
    }

    private static String read(String script) {
        try (InputStream in = Migrations.class.getResourceAsStream("migrations/" + script)) {
            if (in == null) {
                throw new IllegalStateException(
                        "migration " + script + " is missing from the bundle; install it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StoreException("cannot read migration " + script + " from the bundle; install it again", e);
        }
    }

    /** {@return the id that tells this record from every other} */
    public static String storeId(Session session) throws SQLException {
        PreparedStatement statement = session.prepare("SELECT value FROM meta WHERE key = 'store_id'");
        try (var rows = statement.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }
}
