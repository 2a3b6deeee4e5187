package org.hearthgate.store.sqlite.internal.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Brings one target up to the record: fills what it lacks, then adds what is new, and reads each new segment back. Ended at any moment,
 * it leaves whole segments; the next run goes on behind them.
 */
final class BackupRun {
    /** More than a year of four segments a day: then a fresh series takes the place of many small ones. */
    private static final int MOST_SEGMENTS = 2000;

    private final Source source;
    private final Vault vault;
    private final RecoveryKey key;
    private final Path target;
    private final List<String> told = new ArrayList<>();
    private byte[] keys = new byte[0];
    private long rows;

    BackupRun(Source source, Vault vault, Path target) {
        this.source = source;
        this.vault = vault;
        this.target = target;
        key = vault.keyOrNew();
    }

    /**
     * What a run did.
     *
     * @param rows observations that were added
     * @param told what somebody should know, in sentences
     */
    record Done(long rows, List<String> told) {}

    /**
     * @param anew whether a target that has lost its earlier backup may be given a new one; a schedule must not, because an empty folder
     *     is what an unplugged stick leaves behind
     * @throws BackupException if the target is not there, full, or cannot be written
     */
    Done run(boolean anew, Instant now) {
        try {
            Series series = series(anew);
            clean(series.folder());
            byte[] older = Keyring.exists(series.folder())
                    ? Keyring.read(series.folder(), key).orElse(new byte[0])
                    : new byte[0];
            keys = source.keys().export(older);
            Keyring.write(series.folder(), key, series.id(), keys);
            source.step().accept("keyring");
            fillGaps(series);
            Marks end = Increment.end(source.file());
            copy(series, series.read().end(), end);
            describe(series, end, now);
            vault.keep(vault.note(target).made(now));
            removeRetired();
            if (series.read().segments().size() > MOST_SEGMENTS) {
                vault.keep(vault.note(target).retire());
            }
            return new Done(rows, List.copyOf(told));
        } catch (IOException e) {
            throw new BackupException("cannot back up to " + target + ": " + reason(e), e);
        } catch (SQLException e) {
            throw new BackupException("cannot read the record for the backup: " + e.getMessage(), e);
        }
    }

    static String reason(IOException e) {
        String text = String.valueOf(e.getMessage());
        if (text.contains("No space left")) {
            return "it is full; free space there or give a larger medium. What is on it stays good";
        }
        return e + "; check that it is plugged in and writable";
    }

    private Series series(boolean anew) throws IOException {
        if (!Files.isDirectory(target)) {
            throw new BackupException(target + " is not there; plug the medium in, or correct 'directories'");
        }
        Note note = vault.note(target);
        if (note.series().isPresent()) {
            Path folder = target.resolve(source.storeId()).resolve(note.series().get());
            if (Files.isDirectory(folder)) {
                return checked(new Series(folder), note);
            }
            if (!anew) {
                throw new BackupException(
                        target + " does not hold the backup that was made there; plug that medium in, or"
                                + " begin a new one with: hub backup --to " + target);
            }
        }
        String id = UUID.randomUUID().toString();
        Path folder = target.resolve(source.storeId()).resolve(id);
        Files.createDirectories(folder);
        Octets.syncFolder(folder.getParent());
        Octets.syncFolder(target);
        vault.keep(note.begun(id));
        return new Series(folder);
    }

    private Series checked(Series series, Note note) throws IOException {
        Series.Contents contents = series.read();
        if (contents.lastNumber() < note.segments()) {
            told.add(target + " ends at segment " + contents.lastNumber() + ", though segment " + note.segments()
                    + " was written there: it was set back or files were removed. What is missing is copied again");
        }
        contents.defects().forEach(defect -> told.add(target + ": " + defect));
        return series;
    }

    private static void clean(Path folder) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, "*" + Octets.UNFINISHED)) {
            for (Path leftover : leftovers) {
                Files.delete(leftover);
            }
        }
    }

    private void fillGaps(Series series) throws IOException, SQLException {
        for (Series.Gap gap : series.read().gaps()) {
            told.add(target + " lacked observations " + (gap.from().position() + 1) + " to "
                    + gap.to().position() + "; they are copied again");
            copy(series, gap.from(), gap.to());
        }
    }

    private void copy(Series series, Marks from, Marks until) throws IOException, SQLException {
        Marks at = from;
        while (!at.reaches(until)) {
            Increment.Piece piece = Increment.take(source.file(), at, until);
            if (piece.isEmpty()) {
                return;
            }
            write(series, piece);
            rows += piece.rows();
            at = piece.to();
            Thread.yield();
        }
    }

    private void write(Series series, Increment.Piece piece) throws IOException, SQLException {
        Series.Contents contents = series.read();
        long number = contents.lastNumber() + 1;
        byte[] previous = contents.segments().isEmpty()
                ? new byte[SegmentHeader.HASH]
                : Octets.sha256(
                        contents.segments().get(contents.segments().size() - 1).file());
        Segment segment = Segment.write(series.file(number), key, series.id(), number, previous, piece);
        source.step().accept("segment " + number);
        readBack(segment, piece);
        vault.keep(vault.note(target).reached(number, piece.to().position()));
        source.step().accept("note " + number);
    }

    /** A stick that lies is found out now and not on the day it is needed; a segment that does not read back is removed. */
    private void readBack(Segment segment, Increment.Piece piece) throws IOException, SQLException {
        byte[] database = segment.open(key);
        if (!Arrays.equals(database, piece.database())) {
            Files.delete(segment.file());
            throw new IOException(segment.file() + " does not read back as it was written");
        }
        try (Workbench bench = Workbench.of(database, Long.MAX_VALUE, "a segment")) {
            long unreadable = source.audit()
                    .knowing(keys)
                    .audit(bench.session())
                    .unreadable()
                    .size();
            if (unreadable > 0) {
                told.add(unreadable + " observations cannot be read in the record itself and were copied as they are");
            }
        }
    }

    /** For people and scripts; nothing relies on it. */
    private void describe(Series series, Marks end, Instant now) throws IOException {
        Series.Contents contents = series.read();
        String json = String.format(
                Locale.ROOT,
                "{\"format\": 1, \"record\": \"%s\", \"backup\": \"%s\", \"recoveryCode\": \"%s\", \"segments\": %d,"
                        + " \"lastObservation\": %d, \"alertEntries\": %d, \"madeAt\": \"%s\"}%n",
                source.storeId(),
                series.id(),
                key.id(),
                contents.segments().size(),
                end.position(),
                end.alert(),
                now);
        Octets.write(series.folder().resolve("backup.json"), json.getBytes(StandardCharsets.UTF_8));
    }

    private void removeRetired() throws IOException {
        Note note = vault.note(target);
        for (String retired : note.retired()) {
            Path folder = target.resolve(source.storeId()).resolve(retired);
            if (Files.isDirectory(folder)) {
                delete(folder);
            }
        }
        if (!note.retired().isEmpty()) {
            vault.keep(note.withRetired(List.of()));
        }
    }

    /** The keyring first: without it what remains cannot be opened row by row. */
    private static void delete(Path folder) throws IOException {
        Keyring.delete(folder);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
        Octets.syncFolder(folder.getParent());
    }
}
