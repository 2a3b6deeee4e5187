package org.hearthgate.store.sqlite.internal.repair;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.hearthgate.store.sqlite.internal.backup.Octets;

/**
 * Puts a finished record in the place of the present one, which is set aside and never deleted. Ended at any moment, the next start
 * goes on: as long as {@code record.next.db} is there, the exchange is not done.
 */
public final class Swap {
    private static final String RECORD = "record.db";
    private static final String NEXT = "record.next.db";
    private static final String FOLDER = "record.next.to";

    private Swap() {}

    /**
     * From here on the next start will exchange the records.
     *
     * @param built a finished file in the same folder that nobody has open
     * @param folder name of the folder, below this one, for the present record
     */
    public static void prepare(Path directory, Path built, String folder) throws IOException {
        Octets.syncFile(built);
        Octets.write(directory.resolve(FOLDER), folder.getBytes(StandardCharsets.UTF_8));
        Files.move(built, directory.resolve(NEXT), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Octets.syncFolder(directory);
    }

    /** {@return whether an exchange was waiting; it is done now} Nobody may have the record open. */
    public static boolean finish(Path directory) throws IOException {
        Path next = directory.resolve(NEXT);
        if (!Files.exists(next)) {
            return false;
        }
        Path note = directory.resolve(FOLDER);
        Path folder = directory.resolve(Files.exists(note) ? Files.readString(note) : "set-aside");
        Files.createDirectories(folder);
        // The log goes first: were it left behind, SQLite would play it into the new file.
        for (String file : List.of(RECORD + "-wal", RECORD + "-shm", RECORD)) {
            setAside(directory.resolve(file), folder.resolve(file));
        }
        Octets.syncFolder(folder);
        Octets.syncFolder(directory);
        Files.move(
                next, directory.resolve(RECORD), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Octets.syncFolder(directory);
        Files.deleteIfExists(note);
        return true;
    }

    /** What is there already came from the start that did not get to the end; then the present file is the empty one of this start. */
    private static void setAside(Path file, Path to) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        if (Files.exists(to)) {
            if (Files.size(file) == 0) {
                Files.delete(file);
                return;
            }
            setAside(file, to.resolveSibling(to.getFileName() + ".later"));
            return;
        }
        Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
    }
}
