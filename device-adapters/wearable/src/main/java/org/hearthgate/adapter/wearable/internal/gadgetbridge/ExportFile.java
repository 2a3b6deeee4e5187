package org.hearthgate.adapter.wearable.internal.gadgetbridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the export that file sync put there, and tells when it is worth reading: changed, and not being written. One thread. */
final class ExportFile {
    static final long MOST_OCTETS = 512L * 1024 * 1024;

    private static final int MOST_FILES = 1000;

    private final Path place;
    private Optional<Stamp> seen = Optional.empty();
    private Optional<Stamp> done = Optional.empty();

    /** What tells one version of a file from the next. */
    record Stamp(Path file, long octets, FileTime changedAt) {
        static Stamp of(Path file) throws IOException {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(file, attributes.size(), attributes.lastModifiedTime());
        }
    }

    /** @param place the file, or a folder whose newest {@code .db} file is meant */
    ExportFile(Path place) {
        this.place = place;
    }

    /** {@return a version that is new, and stayed the same from the last look to this one} */
    Optional<Stamp> look() throws ExportException {
        Optional<Stamp> now;
        try {
            now = find();
        } catch (IOException e) {
            throw new ExportException(place + " cannot be looked at; check that the hub's user may read it", e);
        }
        if (now.isEmpty()) {
            seen = Optional.empty();
            done = Optional.empty(); // what comes back is read anew, which costs little and tells that all is well
            throw new ExportException("no export at " + place
                    + " yet; switch Gadgetbridge's auto export on and let file sync bring it here");
        }
        if (now.get().octets() > MOST_OCTETS) {
            throw new ExportException(
                    place + " has more than 512 MiB, too much for an export; clean up in Gadgetbridge");
        }
        boolean settled = now.equals(seen) && now.get().octets() > 0;
        seen = now;
        return settled && !now.equals(done) ? now : Optional.empty();
    }

    private Optional<Stamp> find() throws IOException {
        if (Files.isRegularFile(place)) {
            return Optional.of(Stamp.of(place));
        }
        if (!Files.isDirectory(place)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(place)) {
            Optional<Path> newest = files.limit(MOST_FILES)
                    .filter(file -> file.toString().endsWith(".db") && Files.isRegularFile(file))
                    .max(Comparator.comparing(ExportFile::changedAt).thenComparing(Comparator.naturalOrder()));
            return newest.isPresent() ? Optional.of(Stamp.of(newest.get())) : Optional.empty();
        }
    }

    private static FileTime changedAt(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0); // it has just gone
        }
    }

    /**
     * {@return a private copy of that version in this folder; whoever asks for it deletes it}
     *
     * @throws ExportException also when the file changed while it was copied
     */
    Path copy(Stamp version, Path folder) throws ExportException {
        try {
            Files.createDirectories(folder);
            Path copy = Files.createTempFile(folder, "export", ".db");
            try {
                Files.copy(version.file(), copy, StandardCopyOption.REPLACE_EXISTING);
                if (Stamp.of(version.file()).equals(version) && Files.size(copy) == version.octets()) {
                    return copy;
                }
            } catch (IOException e) {
                Files.deleteIfExists(copy);
                throw e;
            }
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            throw new ExportException(place + " cannot be copied; check the space on the hub's disk", e);
        }
        throw new ExportException(place + " changes while it is read; trying again");
    }

    /** That version is not read again. */
    void done(Stamp version) {
        done = Optional.of(version);
    }
}
