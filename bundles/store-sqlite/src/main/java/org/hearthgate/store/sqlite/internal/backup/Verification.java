package org.hearthgate.store.sqlite.internal.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.store.sqlite.internal.RowAudit;

/** Proves a backup by really restoring it into a scratch database and comparing that with the record, row by row. */
final class Verification {
    private static final String SCRATCH = "verify.scratch.db";

    private final Source source;
    private final Vault vault;

    Verification(Source source, Vault vault) {
        this.source = source;
        this.vault = vault;
    }

    /**
     * What came out.
     *
     * @param rows observations and alert entries that were restored and compared
     * @param problems in sentences; empty when the backup is good
     */
    record Outcome(long rows, List<String> problems) {}

    /** A segment that does not open is set aside, so that the next backup copies its content again. */
    Outcome verify(Path target, Instant now) {
        Note note = vault.note(target);
        String id = note.series()
                .orElseThrow(() -> new BackupException(
                        "there is no backup in " + target + " yet; run: hub backup --to " + target));
        Path folder = target.resolve(source.storeId()).resolve(id);
        if (!Files.isDirectory(folder)) {
            throw new BackupException(target + " does not hold the backup that was made there; plug that medium in");
        }
        RecoveryKey key = vault.key().orElseThrow();
        Path scratch = source.directory().resolve(SCRATCH);
        try {
            Outcome outcome = verify(folder, key, scratch, note);
            if (outcome.problems().isEmpty()) {
                vault.keep(vault.note(target).verified(now));
            }
            return outcome;
        } catch (IOException e) {
            throw new BackupException("cannot verify the backup in " + target + ": " + BackupRun.reason(e), e);
        } catch (SQLException e) {
            throw new BackupException("cannot verify the backup in " + target + ": " + e.getMessage(), e);
        } finally {
            Scratch.delete(scratch);
        }
    }

    private Outcome verify(Path folder, RecoveryKey key, Path scratch, Note note) throws IOException, SQLException {
        Scratch.delete(scratch);
        var series = new Series(folder);
        Series.Contents contents = series.read();
        var problems = new ArrayList<String>();
        Optional<byte[]> keys = Keyring.read(folder, key);
        if (keys.isEmpty()) {
            problems.add("its keyring cannot be opened; the next backup writes it again");
        }
        Series.breaks(contents.segments()).forEach(defect -> problems.add(defect.toString()));
        if (contents.lastNumber() < note.segments()) {
            problems.add("it ends at segment " + contents.lastNumber() + " instead of " + note.segments());
        }
        contents.gaps()
                .forEach(gap -> problems.add("it lacks observations "
                        + (gap.from().position() + 1) + " to " + gap.to().position()));
        problems.addAll(Replay.intoNew(scratch, Long.MAX_VALUE, folder).of(folder, key));
        Settled.settle(scratch, 0, last -> last);
        Settled.wrong(scratch).ifPresent(wrong -> problems.add("the restored record is not sound: " + wrong));
        setAsideWhatDoesNotOpen(contents, key);
        Comparison.Verdict verdict = Comparison.compare(source.file(), scratch, contents.end());
        if (verdict.missing() > 0) {
            problems.add("the restored record lacks " + verdict.missing() + " rows of " + verdict.rows());
        }
        if (verdict.different() > 0) {
            problems.add(verdict.different() + " rows of the restored record differ from the record");
        }
        problems.addAll(opened(scratch, source.audit().knowing(keys.orElse(new byte[0]))));
        return new Outcome(verdict.rows(), List.copyOf(problems));
    }

    /** {@return what does not open in a restored file, in sentences} */
    static List<String> opened(Path file, RowAudit audit) throws SQLException {
        var problems = new ArrayList<String>();
        try (var session = Scratch.open(file)) {
            List<Long> unreadable = audit.audit(session).unreadable();
            if (!unreadable.isEmpty()) {
                problems.add(unreadable.size() + " restored observations cannot be opened, the first is "
                        + unreadable.get(0));
            }
            audit.verifyAlerts(session, file.toString());
        } catch (StoreException e) {
            problems.add(e.getMessage());
        }
        return problems;
    }

    private static void setAsideWhatDoesNotOpen(Series.Contents contents, RecoveryKey key) throws IOException {
        for (Segment segment : contents.segments()) {
            try {
                segment.open(key);
            } catch (IOException e) {
                Path file = segment.file();
                Files.move(
                        file,
                        file.resolveSibling(file.getFileName() + ".damaged"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
