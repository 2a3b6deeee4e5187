package org.hearthgate.store.sqlite.internal.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.store.sqlite.internal.Database;
import org.hearthgate.store.sqlite.internal.Migrations;

/**
 * Puts the segments of a series into a database file that nobody else uses. What cannot be opened is named and left out; everything
 * before and after it is put in.
 */
public final class Replay {
    private static final int BUSY_MILLIS = 1000;

    private final Path file;
    private long form;
    private final boolean fill;

    private Replay(Path file, long form, boolean fill) {
        this.file = file;
        this.form = form;
        this.fill = fill;
    }

    /** {@return one into a new record: of two statements the later one holds} */
    static Replay intoNew(Path file, long form, Path series) throws SQLException {
        make(file, form);
        try (Workbench bench = Workbench.empty().writing(file, "out")) {
            bench.session().execute("DELETE FROM out.meta");
            PreparedStatement name =
                    bench.session().prepare("INSERT INTO out.meta (key, value) VALUES ('store_id', ?)");
            name.setString(1, series.getParent().getFileName().toString()); // of a backup without any segment too
            name.executeUpdate();
        }
        return new Replay(file, form, false);
    }

    /** {@return one into a record that lost something: only what is missing is put in} */
    public static Replay fillUp(Path file) throws SQLException {
        try (Workbench bench = Workbench.empty().reading(file, "out")) {
            return new Replay(
                    file, bench.session().number("PRAGMA out.user_version").orElse(1), true);
        }
    }

    /** Makes a file with the tables of the record, in this form. */
    public static void make(Path file, long form) throws SQLException {
        try (var session = new Database(file, BUSY_MILLIS).openWriter()) {
            Migrations.upTo(form).run(session, file.toString());
        }
        try (Workbench bench = Workbench.empty().writing(file, "out")) {
            bench.session().number("PRAGMA out.journal_mode = MEMORY");
        }
    }

    /** {@return what could not be put in, in words; empty if everything was} */
    public List<String> of(Path series, RecoveryKey key) throws IOException, SQLException {
        Series.Contents contents = new Series(series).read();
        var left = new ArrayList<String>();
        contents.defects().forEach(defect -> left.add(defect.toString()));
        for (Segment segment : contents.segments()) {
            String name = segment.file().getFileName().toString();
            try {
                apply(segment.open(key), name, left);
            } catch (IOException e) {
                left.add(name + " cannot be opened: " + e.getMessage());
            }
        }
        return left;
    }

    /** A record whose log was cut off may have lost its last migration: a backup of a newer form than the file brings it up first. */
    private void raiseTo(long newer) throws SQLException {
        if (newer > form && newer <= Migrations.newest()) {
            Workbench.bring(file, newer);
            form = newer;
        }
    }

    private void apply(byte[] database, String name, List<String> left) throws SQLException {
        raiseTo(Workbench.formOf(database));
        try (Workbench bench = Workbench.of(database, form, name).writing(file, "out")) {
            if (contradicts(bench)) {
                left.add(name + " gives other meanings to the numbers of names than the record does");
                return;
            }
            bench.together(() -> {
                copy(bench, "name", "OR IGNORE");
                for (String table : Increment.IN_PIECES) {
                    copy(bench, table, "OR IGNORE");
                }
                copy(bench, "rolled_up", "OR REPLACE");
                copy(bench, "receipt", "OR IGNORE");
                String whole = fill ? "OR IGNORE" : "OR REPLACE";
                copy(bench, "meta", whole);
                copy(bench, "alert_head", whole);
                copy(bench, "upkeep", whole);
                copy(bench, "retiming", whole);
                bench.session()
                        .execute(
                                "INSERT INTO out.cursor (consumer, position) SELECT consumer, position FROM main.cursor"
                                        + " WHERE true ON CONFLICT (consumer) DO UPDATE SET position = max(position,"
                                        + " excluded.position)");
            });
        }
    }

    private static boolean contradicts(Workbench bench) throws SQLException {
        return bench.session()
                        .number(
                                "SELECT count(*) FROM main.name a JOIN out.name b ON a.id = b.id AND a.text <> b.text OR"
                                        + " a.text = b.text AND a.id <> b.id")
                        .orElse(0)
                > 0;
    }

    private static void copy(Workbench bench, String table, String conflict) throws SQLException {
        String columns = bench.columns("main", "out", table);
        if (columns.isEmpty()) {
            return; // a record of before has no such table
        }
        bench.session()
                .execute("INSERT " + conflict + " INTO out." + table + " (" + columns + ") SELECT " + columns
                        + " FROM main." + table);
    }
}
