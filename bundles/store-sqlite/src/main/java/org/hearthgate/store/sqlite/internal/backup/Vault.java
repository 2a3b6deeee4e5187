package org.hearthgate.store.sqlite.internal.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * What of the backups lies beside the record and not in it, because it is needed when the record is gone: the recovery key and what is
 * remembered of each target.
 */
public final class Vault {
    private static final String KEY = "backup.key";
    private static final String NOTES = "backup.notes";

    private final Path directory;
    private final KeyWrap wrap;

    /** @param directory the folder of the record */
    public Vault(Path directory, KeyWrap wrap) {
        this.directory = directory;
        this.wrap = wrap;
    }

    /** {@return the recovery key, empty before the first backup} */
    public Optional<RecoveryKey> key() {
        Path file = directory.resolve(KEY);
        try {
            return Files.exists(file)
                    ? Optional.of(RecoveryKey.of(wrap.unwrap(Files.readAllBytes(file))))
                    : Optional.empty();
        } catch (IOException e) {
            throw new BackupException("cannot read the recovery key " + file + ": " + e + "; check the disk", e);
        }
    }

    /** {@return the recovery key, made now if there was none} */
    RecoveryKey keyOrNew() {
        return key().orElseGet(() -> {
            RecoveryKey made = RecoveryKey.random();
            keep(made);
            return made;
        });
    }

    /** The hub's key has changed. */
    public void wrapAnew() {
        key().ifPresent(this::keep);
    }

    void keep(RecoveryKey key) {
        write(directory.resolve(KEY), wrap.wrap(key.octets()));
    }

    /** {@return what is remembered, in order of folders; empty if nothing, or if it was damaged: targets tell it again} */
    public List<Note> notes() {
        var properties = new Properties();
        try {
            Path file = directory.resolve(NOTES);
            if (Files.exists(file)) {
                properties.load(new StringReader(Files.readString(file)));
            }
        } catch (IOException | IllegalArgumentException e) {
            return List.of();
        }
        var notes = new ArrayList<Note>();
        for (int number = 1; properties.containsKey(number + ".folder"); number++) {
            read(properties, number + ".").ifPresent(notes::add);
        }
        return notes;
    }

    Note note(Path target) {
        String folder = target.toString();
        return notes().stream()
                .filter(note -> note.folder().equals(folder))
                .findFirst()
                .orElse(Note.of(folder));
    }

    void keep(Note changed) {
        var notes = new ArrayList<>(notes());
        notes.removeIf(note -> note.folder().equals(changed.folder()));
        notes.add(changed);
        notes.sort(Comparator.comparing(Note::folder));
        keep(notes);
    }

    void keep(List<Note> notes) {
        var properties = new Properties();
        int number = 1;
        for (Note note : notes) {
            put(properties, number++ + ".", note);
        }
        try (var out = new ByteArrayOutputStream()) {
            properties.store(out, null);
            write(directory.resolve(NOTES), out.toByteArray());
        } catch (IOException e) {
            throw new BackupException("cannot remember what was backed up: " + e, e);
        }
    }

    private static Optional<Note> read(Properties from, String at) {
        try {
            return Optional.of(new Note(
                    from.getProperty(at + "folder"),
                    Optional.ofNullable(from.getProperty(at + "series")),
                    Long.parseLong(from.getProperty(at + "segments", "0")),
                    Long.parseLong(from.getProperty(at + "position", "0")),
                    Optional.ofNullable(from.getProperty(at + "madeAt")).map(Instant::parse),
                    Optional.ofNullable(from.getProperty(at + "verifiedAt")).map(Instant::parse),
                    from.getProperty(at + "retired", "")
                            .lines()
                            .filter(line -> !line.isBlank())
                            .toList()));
        } catch (RuntimeException e) { // a damaged line must cost no backup: the target itself says what is on it
            return Optional.empty();
        }
    }

    private static void put(Properties to, String at, Note note) {
        to.setProperty(at + "folder", note.folder());
        note.series().ifPresent(series -> to.setProperty(at + "series", series));
        to.setProperty(at + "segments", String.format(Locale.ROOT, "%d", note.segments()));
        to.setProperty(at + "position", String.format(Locale.ROOT, "%d", note.position()));
        note.madeAt().ifPresent(when -> to.setProperty(at + "madeAt", when.toString()));
        note.verifiedAt().ifPresent(when -> to.setProperty(at + "verifiedAt", when.toString()));
        to.setProperty(at + "retired", String.join("\n", note.retired()));
    }

    /** The present key and notes go along with a record that is set aside. */
    void setAside(Path folder) throws IOException {
        for (String name : List.of(KEY, NOTES)) {
            if (Files.exists(directory.resolve(name))) {
                Octets.write(folder.resolve(name), Files.readAllBytes(directory.resolve(name)));
            }
        }
        Files.deleteIfExists(directory.resolve(NOTES));
        Octets.syncFolder(directory);
    }

    private static void write(Path file, byte[] octets) {
        try {
            Octets.write(file, octets);
        } catch (IOException e) {
            throw new BackupException("cannot write " + file + ": " + e + "; free space on its disk", e);
        }
    }
}
