package org.hearthgate.launcher;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** Files and folders that the owner alone can read, from the first moment on. */
final class PrivateFiles {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    static Path folder(Path folder) {
        try {
            Files.createDirectories(folder);
            if (POSIX) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            return folder;
        } catch (IOException e) {
            throw Failure.badData("cannot make the folder " + folder + ": " + e.getMessage());
        }
    }

    static void write(Path file, String text) {
        try {
            if (POSIX && Files.notExists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw Failure.badData("cannot write " + file + ": " + e.getMessage());
        }
    }

    /** {@return whether anybody but the owner may read it} */
    static boolean othersMayRead(Path path) throws IOException {
        if (!POSIX) {
            return false;
        }
        Set<java.nio.file.attribute.PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        return PosixFilePermissions.toString(permissions).substring(3).contains("r");
    }

    /** Removes a folder with all that is in it, as far as it can be removed. */
    static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            java.util.logging.Logger.getLogger(PrivateFiles.class.getName())
                    .fine(() -> "left behind: " + folder + " (" + e.getMessage() + ")");
        }
    }
}
