package org.hearthgate.commissioning.internal;

import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;

/**
 * The files from which the hub takes its settings at the next start: one JSON object per PID. A file is always the old one or the new one,
 * whenever the power goes: a new one is made beside it, forced to the disk, and takes its name in one step. All are the owner's alone.
 */
final class SettingsFolder {
    /** Not {@code .json}: what was left half written must not be read. */
    private static final String HALF = ".half";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    /** @throws IllegalArgumentException if nothing can be written there */
    SettingsFolder(Path folder) {
        this.folder = folder;
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new IllegalArgumentException(CommissioningConfig.PID + ": directory " + folder
                    + " is no folder that can be written; correct it, or leave it empty to keep no changes");
        }
        try (DirectoryStream<Path> halves = Files.newDirectoryStream(folder, "*.json" + HALF)) {
            for (Path half : halves) {
                Files.delete(half); // the power went before it counted
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    CommissioningConfig.PID + ": directory " + folder + " cannot be cleared: " + e.getMessage(), e);
        }
    }

    /**
     * Changes a file. Other keys in it stay as they are, so that what a command line has set for one run is not written down.
     *
     * @param all every value, for a file that does not exist yet
     * @param changed keys to set, or to take away where {@code all} has them not
     */
    void write(Pid pid, Map<String, Object> all, Collection<String> changed) throws IOException {
        Path file = file(pid);
        ObjectNode json = JSON.createObjectNode();
        Collection<String> keys = all.keySet();
        if (Files.exists(file)) {
            if (!(JSON.readTree(file.toFile()) instanceof ObjectNode former)) {
                throw new IOException(file.getFileName() + " is no JSON object");
            }
            json = former;
            keys = changed;
        }
        for (String key : keys) {
            if (all.containsKey(key)) {
                json.set(key, JSON.<JsonNode>valueToTree(all.get(key)));
            } else {
                json.remove(key);
            }
        }
        replace(file, JSON.writer(new DefaultPrettyPrinter()).writeValueAsString(json) + "\n");
    }

    void delete(Pid pid) throws IOException {
        if (Files.deleteIfExists(file(pid))) {
            force(folder);
        }
    }

    private Path file(Pid pid) {
        return folder.resolve(pid + ".json");
    }

    private void replace(Path file, String text) throws IOException {
        Path half = folder.resolve(file.getFileName() + HALF);
        Files.deleteIfExists(half);
        FileAttribute<?>[] ownersAlone = Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            try (FileChannel out = FileChannel.open(
                    half, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownersAlone)) {
                ByteBuffer octets = StandardCharsets.UTF_8.encode(text);
                while (octets.hasRemaining()) {
                    out.write(octets);
                }
                out.force(true);
            }
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(folder);
        } catch (IOException e) {
            Files.deleteIfExists(half);
            throw e;
        }
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
