package org.hearthgate.store.sqlite.internal.repair;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.store.sqlite.internal.RowAudit;
import org.hearthgate.store.sqlite.internal.backup.BackupException;
import org.hearthgate.store.sqlite.internal.backup.Keyring;
import org.hearthgate.store.sqlite.internal.backup.Note;
import org.hearthgate.store.sqlite.internal.backup.Octets;
import org.hearthgate.store.sqlite.internal.backup.Replay;
import org.hearthgate.store.sqlite.internal.backup.Scratch;
import org.hearthgate.store.sqlite.internal.backup.Settled;
import org.hearthgate.store.sqlite.internal.backup.Vault;
import org.hearthgate.store.sqlite.internal.backup.Workbench;
import org.hearthgate.store.sqlite.internal.years.RolledUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a sound record of a damaged one and of its backups: what can be read of the file, and what the backups have beside it. The damaged
 * file is set aside, never deleted. Positions are kept, so that every cursor stays right.
 */
final class RecordRepair {
    /**
     * New positions begin this far behind the last known one: what was lost unseen had positions too, and consumers outside may know
     * them. More than fits into a log that is folded every 4 MiB.
     */
    private static final long UNSEEN = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(RecordRepair.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final Path record;
    private final Path built;
    private final Vault vault;
    private final RowAudit audit;
    private final RecordState state;
    private final List<String> told = new ArrayList<>();

    RecordRepair(Path directory, Vault vault, RowAudit audit, RecordState state) {
        this.directory = directory;
        this.vault = vault;
        this.audit = audit;
        this.state = state;
        record = directory.resolve("record.db");
        built = directory.resolve("record.repairing.db");
    }

    /**
     * Builds the sound record and leaves it for the {@link Swap}.
     *
     * @param why the damage, in words
     * @return what happened and what is gone, in sentences
     */
    String repair(String why, Instant now) throws SQLException, IOException {
        Scratch.delete(built);
        boolean readable = Salvage.possible(record);
        long form = readable ? form() : Long.MAX_VALUE;
        Replay.make(built, form);
        long known = Math.max(
                Math.max(state.last(), readable ? told() : 0),
                vault.notes().stream().mapToLong(Note::position).max().orElse(0));
        emptyMeta();
        String losses = readable ? salvaged(known) : restored(known);
        keepIdentity();
        RolledUp.dropWhatIsStoodFor(built);
        Settled.settle(built, known, last -> last == 0 ? 0 : last + UNSEEN);
        Settled.wrong(built).ifPresent(wrong -> told.add("The repaired record is not sound itself: " + wrong + "."));
        String folder = "damaged-" + STAMP.format(now);
        String report = "The record was damaged (" + why + ") and was repaired at " + now + ". " + losses
                + String.join(" ", told) + (told.isEmpty() ? "" : " ") + "The damaged file is kept in "
                + directory.resolve(folder) + "; replace the disk or SD card if this comes back.";
        Files.createDirectories(directory.resolve(folder));
        Octets.write(directory.resolve(folder).resolve("REPORT.txt"), (report + "\n").getBytes(StandardCharsets.UTF_8));
        Swap.prepare(directory, built, folder);
        return report;
    }

    /** What other pages of the damaged file say of its last observation. */
    private long told() {
        long last = 0;
        for (String where : List.of(
                "SELECT seq FROM old.sqlite_sequence WHERE name = 'observation'",
                "SELECT max(position) FROM old.cursor")) {
            try (Workbench bench = Workbench.empty().reading(record, "old")) {
                last = Math.max(last, bench.session().number(where).orElse(0));
            } catch (SQLException e) { // this page is damaged, too
                LOG.debug("The damaged record does not answer {}", where, e);
            }
        }
        return last;
    }

    private long form() throws SQLException {
        try (Workbench bench = Workbench.empty().reading(record, "old")) {
            return bench.session().number("PRAGMA old.user_version").orElse(Long.MAX_VALUE);
        }
    }

    private void emptyMeta() throws SQLException {
        try (Workbench bench = Workbench.empty().writing(built, "out")) {
            bench.session().execute("DELETE FROM out.meta");
        }
    }

    private String salvaged(long known) throws SQLException {
        try (Workbench bench = Workbench.empty().reading(record, "old").writing(built, "out")) {
            var salvage = new Salvage(bench);
            salvage.run(known);
            adoptKeys();
            List<Long> unreadable = unreadable();
            remove(bench, unreadable);
            fill();
            salvage.again(unreadable);
            Set<Long> gone = new HashSet<>(salvage.missed());
            gone.removeIf(position -> present(bench, position));
            long last = number(bench, "SELECT max(position) FROM out.observation");
            return new Losses().look(bench, gone).sentence(gone.size(), last + 1, gone.isEmpty() ? known : 0)
                    + damagedValues(unreadable.size());
        }
    }

    private String damagedValues(int unreadable) throws SQLException {
        int still = unreadable == 0 ? 0 : unreadable().size();
        return still == 0 ? "" : still + " more observations are kept, but cannot be opened. ";
    }

    private String restored(long known) throws SQLException {
        fill();
        adoptKeys();
        try (Workbench bench = Workbench.empty().reading(built, "out")) {
            long last = number(bench, "SELECT max(position) FROM out.observation");
            return "Nothing of the file could be read. "
                    + (last == 0
                            ? "There was no backup that could be opened: a new record begins. "
                            : "It is restored from the backup up to observation " + last + "; what was committed after"
                                    + " that backup is gone. ")
                    + new Losses().sentence(0, last + 1, known);
        }
    }

    private static long number(Workbench bench, String sql) throws SQLException {
        return bench.session().number(sql).orElse(0);
    }

    private List<Long> unreadable() throws SQLException {
        try (var session = Scratch.open(built)) {
            return audit.audit(session).unreadable();
        }
    }

    private static void remove(Workbench bench, List<Long> positions) throws SQLException {
        bench.together(() -> {
            PreparedStatement delete = bench.session().prepare("DELETE FROM out.observation WHERE position = ?");
            for (long position : positions) {
                delete.setLong(1, position);
                delete.executeUpdate();
            }
        });
    }

    private static boolean present(Workbench bench, long position) {
        try {
            return number(bench, "SELECT count(*) FROM out.observation WHERE position = " + position) > 0;
        } catch (SQLException e) {
            return false;
        }
    }

    /** The damage may have taken the keys: then nothing of a person opens but by the keyring of a backup. */
    private void adoptKeys() throws SQLException {
        keepIdentity();
        for (Note note : vault.notes()) {
            try {
                var key = vault.key();
                if (note.series().isPresent() && key.isPresent() && Files.isDirectory(seriesOf(note))) {
                    Optional<byte[]> keys = Keyring.read(seriesOf(note), key.get());
                    if (keys.isPresent()) {
                        audit.adopt(built, keys.get());
                    }
                }
            } catch (IOException | RuntimeException e) { // a backup that is of no use must not stop the repair
                told.add("The keyring of the backup in " + note.folder() + " cannot be used: " + e.getMessage() + ".");
            }
        }
    }

    /** A backup that is not there, or not whole, gives what it can; the next one may give the rest. */
    private void fill() throws SQLException {
        for (Note note : vault.notes()) {
            if (note.series().isEmpty()) {
                continue;
            }
            try {
                var key = vault.key();
                Path series = seriesOf(note);
                if (key.isPresent() && Files.isDirectory(series)) {
                    Replay.fillUp(built)
                            .of(series, key.get())
                            .forEach(left -> told.add("Of the backup in " + note.folder() + ": " + left + "."));
                } else {
                    told.add("The backup in " + note.folder()
                            + " was not there; plug it in and run: hub restore, if something is missed.");
                }
            } catch (IOException | BackupException e) {
                told.add("The backup in " + note.folder() + " cannot be read: " + e.getMessage() + ".");
            }
        }
    }

    private Path seriesOf(Note note) {
        return Path.of(note.folder())
                .resolve(state.storeId())
                .resolve(note.series().orElseThrow());
    }

    private void keepIdentity() throws SQLException {
        if (!state.storeId().isEmpty()) {
            try (Workbench bench = Workbench.empty().writing(built, "out")) {
                PreparedStatement insert =
                        bench.session().prepare("INSERT OR IGNORE INTO out.meta (key, value) VALUES ('store_id', ?)");
                insert.setString(1, state.storeId());
                insert.executeUpdate();
            }
        }
    }
}
