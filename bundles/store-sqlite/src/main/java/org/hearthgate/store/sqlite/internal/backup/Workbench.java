package org.hearthgate.store.sqlite.internal.backup;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.hearthgate.store.sqlite.internal.Migrations;
import org.hearthgate.store.sqlite.internal.Session;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A small database in memory ({@code main}) beside which files can be laid, so that copying between them is SQL. Used by one thread.
 */
public final class Workbench implements AutoCloseable {
    private static final int CACHE_KIB = 2048;
    private static final int HEAD = 100;
    private static final int USER_VERSION_AT = 60;

    private final Connection connection;
    private final Session session;

    private Workbench(Connection connection) {
        this.connection = connection;
        session = new Session(connection);
    }

    /** {@return one without tables} */
    public static Workbench empty() throws SQLException {
        var config = new SQLiteConfig();
        config.setCacheSize(-CACHE_KIB);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setGetGeneratedKeys(false);
        config.setBusyTimeout(5000);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite::memory:");
        return new Workbench(source.getConnection());
    }

    /** {@return one with the tables of the record, in this form} */
    static Workbench ofForm(long form) throws SQLException {
        return empty().migrated(form, "a segment");
    }

    /** {@return one with what was once {@link #octets() taken out}, brought to this form} */
    static Workbench of(byte[] octets, long form, String name) throws SQLException {
        Workbench bench = empty();
        try {
            ((SQLiteConnection) bench.connection).deserialize("main", octets);
        } catch (SQLException | RuntimeException e) {
            bench.close();
            throw e;
        }
        return bench.migrated(form, name);
    }

    /** Brings a file that nobody else writes to this form. */
    static void bring(Path file, long form) throws SQLException {
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        try (Workbench bench = new Workbench(source.getConnection())) {
            bench.migrated(form, file.toString());
        }
    }

    /** {@return the form of a database, as the head of its file says (SQLite file format, user version)} */
    static long formOf(byte[] octets) {
        return octets.length < HEAD ? 0 : ByteBuffer.wrap(octets).getInt(USER_VERSION_AT);
    }

    private Workbench migrated(long form, String name) throws SQLException {
        try {
            connection.setAutoCommit(false);
            Migrations.upTo(form).run(session, name);
            session.commit();
            connection.setAutoCommit(true);
            return this;
        } catch (SQLException | RuntimeException e) {
            close();
            throw e;
        }
    }

    public Session session() {
        return session;
    }

    /** {@return the whole of {@code main} as the octets of a database file} */
    byte[] octets() throws SQLException {
        return ((SQLiteConnection) connection).serialize("main");
    }

    /** Lays a file beside that is only read; a reader of the log like any other, it never folds the log into the file. */
    public Workbench reading(Path file, String as) throws SQLException {
        return attach(file, "ro", as);
    }

    /** Lays a file beside that nobody else uses; it is synced once, by whoever finishes it, and not on the way. */
    public Workbench writing(Path file, String as) throws SQLException {
        attach(file, "rw", as);
        session.execute("PRAGMA " + as + ".synchronous = OFF");
        return this;
    }

    private Workbench attach(Path file, String mode, String as) throws SQLException {
        String uri = file.toAbsolutePath().toUri().getRawPath().replace("'", "''");
        session.execute("ATTACH DATABASE 'file:" + uri + "?mode=" + mode + "' AS " + as);
        return this;
    }

    /**
     * {@return what SQLite finds wrong in a look over a whole file that stays within a time; empty if nothing}
     *
     * @param indexes whether each row is looked for in each index too, which takes several times as long
     * @throws TimeoutException if the file is too large for that time
     */
    public Optional<String> look(String database, boolean indexes, Duration atMost)
            throws SQLException, TimeoutException {
        long until = System.nanoTime() + atMost.toNanos();
        ProgressHandler.setHandler(connection, 10_000, new ProgressHandler() {
            @Override
            protected int progress() {
                return System.nanoTime() - until > 0 ? 1 : 0;
            }
        });
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "PRAGMA " + database + (indexes ? ".integrity_check(1)" : ".quick_check(1)"))) {
            rows.next();
            return Optional.of(rows.getString(1)).filter(verdict -> !"ok".equals(verdict));
        } catch (SQLiteException e) {
            if (e.getResultCode() == SQLiteErrorCode.SQLITE_INTERRUPT) {
                throw new TimeoutException("the file is too large to be looked over within " + atMost);
            }
            throw e;
        } finally {
            ProgressHandler.clearHandler(connection);
        }
    }

    /** {@return the columns that a table has in both databases, with a comma between; empty if either lacks the table} */
    public String columns(String one, String other, String table) throws SQLException {
        List<String> columns = columns(one, table);
        columns.retainAll(Set.copyOf(columns(other, table)));
        return String.join(", ", columns);
    }

    private List<String> columns(String database, String table) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT name FROM pragma_table_info('" + table + "', '" + database + "')")) {
            while (rows.next()) {
                names.add('"' + rows.getString(1) + '"');
            }
        }
        return names;
    }

    /** {@return the tables of a database, without SQLite's own} */
    public Set<String> tables(String database) throws SQLException {
        var names = new HashSet<String>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM " + database
                        + ".sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** Several statements as one transaction; nothing of them happened if it throws. */
    public void together(Work work) throws SQLException {
        session.execute("BEGIN");
        boolean done = false;
        try {
            work.run();
            session.execute("COMMIT");
            done = true;
        } finally {
            if (!done) {
                session.forgetStatements();
                rollBack();
            }
        }
    }

    private void rollBack() {
        try {
            session.execute("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has already done so itself; the failure that led here tells more
        }
    }

    /** Statements that belong together. */
    @FunctionalInterface
    public interface Work {
        void run() throws SQLException;
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
