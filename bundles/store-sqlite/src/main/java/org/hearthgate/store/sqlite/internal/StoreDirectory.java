package org.hearthgate.store.sqlite.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.hearthgate.api.store.StoreException;

/**
 * The folder of the record: private to the user that runs the hub, and held by one process at a time. The lock is a file of its own,
 * because closing any descriptor of {@code record.db} would drop the locks that SQLite holds on it.
 */
final class StoreDirectory implements AutoCloseable {
    private static final String RECORD = "record.db";
    private static final String LOCK = "record.lock";
    private static final String NATIVE = "native";

    private final Path directory;
    private final FileChannel channel;
    private final FileLock lock;

    private StoreDirectory(Path directory, FileChannel channel, FileLock lock) {
        this.directory = directory;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Makes the folder and the file if they are missing, narrows their permissions and takes the lock.
     *
     * @throws StoreException if that is impossible, or another process holds the store
     */
    static StoreDirectory hold(Path directory) {
        try {
            Files.createDirectories(directory);
            restrict(directory, "rwx------");
            Path lockFile = directory.resolve(LOCK);
            FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                return locked(directory, lockFile, channel);
            } catch (IOException | RuntimeException e) {
                channel.close(); // gives the lock back too, if it was won
                throw e;
            }
        } catch (IOException e) {
            throw new StoreException(
                    "cannot use the folder " + directory + " for the record: " + e
                            + "; make it a folder that the user who runs the hub may write, on a disk with free space",
                    e);
        }
    }

    private static StoreDirectory locked(Path directory, Path lockFile, FileChannel channel) throws IOException {
        FileLock lock = tryLock(channel);
        if (lock == null) {
            throw new StoreException(
                    "cannot open the record in " + directory + ": another hub holds it (lock file " + lockFile
                            + "); stop that hub, or give this one another directory",
                    null);
        }
        restrict(lockFile, "rw-------");
        var held = new StoreDirectory(directory, channel, lock);
        held.makeRecord();
        return held;
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held in this very process: two stores configured with one directory
        }
    }

    private void makeRecord() throws IOException {
        try {
            Files.createFile(record());
            syncDirectory();
        } catch (FileAlreadyExistsException e) {
            // the record of earlier days
        }
        restrict(record(), "rw-------");
    }

    /** A new file survives a loss of power only once its folder is written too. */
    private void syncDirectory() {
        try (FileChannel folder = FileChannel.open(directory, StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // folders cannot be opened on every system (Windows); there the file system sees to it
        }
    }

    private static void restrict(Path path, String permissions) throws IOException {
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString(permissions));
        }
    }

    Path record() {
        return directory.resolve(RECORD);
    }

    Path path() {
        return directory;
    }

    /**
     * Tells sqlite-jdbc where to unpack its native library, and removes what a killed process left there: the driver spares such files
     * for ever, because their lock files were left too. Safe, because only the holder of the lock gets here.
     *
     * @param elsewhere another folder, for a disk that is mounted noexec; empty for a folder below the store's
     */
    void prepareNative(String elsewhere) {
        Path folder = elsewhere.isBlank()
                ? directory.resolve(NATIVE)
                : Path.of(elsewhere).toAbsolutePath();
        try {
            Files.createDirectories(folder);
            if (elsewhere.isBlank()) {
                restrict(folder, "rwx------");
            }
            try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, "sqlite-*sqlitejdbc*")) {
                for (Path leftover : leftovers) {
                    if (Files.isRegularFile(leftover, LinkOption.NOFOLLOW_LINKS)) {
                        Files.delete(leftover);
                    }
                }
            }
        } catch (IOException e) {
            throw new StoreException(
                    "cannot prepare the folder " + folder + " for SQLite's native library: " + e
                            + "; set nativeDirectory to a folder that is writable and not mounted noexec",
                    e);
        }
        System.setProperty("org.sqlite.tmpdir", folder.toString());
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new StoreException("cannot release the lock of " + directory + "; restart the hub", e);
        }
    }
}
