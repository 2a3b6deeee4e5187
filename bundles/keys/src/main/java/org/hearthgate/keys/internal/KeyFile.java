package org.hearthgate.keys.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.key.HubKey;
import org.hearthgate.api.key.KeyException;

/**
 * A file of hub keys, one line each: id, when made, 64 hex digits; the last one is current. It is only ever replaced as a whole (written
 * beside, synced, renamed), so that a loss of power leaves the old keys or the new ones.
 */
final class KeyFile {
    private static final String HEAD =
            "# Hub keys of Hearthgate. Whoever has this file and the record can read the record: keep it from others,\n"
                    + "# and keep it, or a backup. Without it the record cannot be read by anybody.\n";

    private final Path file;

    KeyFile(Path file) {
        this.file = file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** @throws KeyException if others could have read it, or it is damaged */
    SoftKeys read(boolean spare) {
        try {
            requirePrivate();
            var keys = new SoftKeys();
            for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    add(keys, line, spare);
                }
            }
            if (keys.about().isEmpty()) {
                throw damaged(null);
            }
            return keys;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void add(SoftKeys keys, String line, boolean spare) {
        String[] words = line.split(" ", -1);
        try {
            keys.add(
                    new HubKey(words[0], Optional.of(Instant.parse(words[1])), spare),
                    HexFormat.of().parseHex(words[2]));
        } catch (RuntimeException e) { // without the line: it holds a key
            throw damaged(e.getClass().getSimpleName());
        }
    }

    /** Replaces the file; the octets of the one before are overwritten, as far as the disk lets them be. */
    void write(SoftKeys keys) {
        var text = new StringBuilder(HEAD);
        for (HubKey key : keys.about()) {
            text.append(key.id())
                    .append(' ')
                    .append(key.madeAt().orElseThrow())
                    .append(' ')
                    .append(HexFormat.of().formatHex(keys.octets(key.id())))
                    .append('\n');
        }
        try {
            Files.createDirectories(file.getParent());
            restrict(file.getParent(), "rwx------");
            Path beside = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(beside);
            Files.createFile(beside);
            restrict(beside, "rw-------");
            put(beside, text.toString().getBytes(StandardCharsets.US_ASCII));
            Optional<FileChannel> before = exists()
                    ? Optional.of(FileChannel.open(file, StandardOpenOption.WRITE))
                    : Optional.<FileChannel>empty();
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            syncFolder();
            if (before.isPresent()) {
                overwrite(before.get());
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Overwrites and removes it. */
    void remove() {
        try {
            overwrite(FileChannel.open(file, StandardOpenOption.WRITE));
            Files.delete(file);
            syncFolder();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static void put(Path path, byte[] octets) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(octets);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void overwrite(FileChannel channel) throws IOException {
        try (channel) {
            channel.write(ByteBuffer.allocate((int) channel.size()), 0);
            channel.force(true);
        }
    }

    private void syncFolder() {
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
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

    private void requirePrivate() throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return;
        }
        Set<PosixFilePermission> permissions = view.readAttributes().permissions();
        String word = PosixFilePermissions.toString(permissions);
        if (!word.endsWith("------")) {
            throw new KeyException(
                    KeyException.Reason.UNAVAILABLE,
                    "others may use the key file " + file + " (" + word + "); run: chmod 600 " + file
                            + " ; if somebody could have read it, run `hub keys rotate --hub` too",
                    null);
        }
    }

    private KeyException damaged(String how) {
        return new KeyException(
                KeyException.Reason.UNAVAILABLE,
                "the key file " + file + " is damaged" + (how == null ? "" : " (" + how + ")")
                        + "; put it back from a backup, and do not delete it: without it the record cannot be read",
                null);
    }

    private KeyException unusable(IOException cause) {
        return new KeyException(
                KeyException.Reason.UNAVAILABLE,
                "cannot use the key file " + file + ": " + cause
                        + "; make its folder one that the hub's user may write, on a disk with free space",
                cause);
    }
}
