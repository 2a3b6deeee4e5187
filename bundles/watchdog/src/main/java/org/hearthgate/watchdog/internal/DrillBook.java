package org.hearthgate.watchdog.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.notify.SelfTest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest drills in a small file of words, so that a restart forgets none: a line {@code drill}, started, ended and by whom; then a line
 * per stage with {@code passed} or {@code failed}, name and detail; all parted by tabs. A line that cannot be read is left out.
 */
final class DrillBook {
    private static final Logger LOG = LoggerFactory.getLogger(DrillBook.class);
    private static final String FILE = "self-test.txt";
    private static final int MOST = 10;
    private static final int MOST_STAGES = 100;
    private static final long LONGEST_FILE = 1 << 20;

    private final Optional<Path> file;
    private final List<SelfTest.Result> results = new ArrayList<>();

    /** @param directory where the file is; empty: nothing outlives the process */
    DrillBook(String directory) {
        file = directory.isBlank()
                ? Optional.empty()
                : Optional.of(Path.of(directory).resolve(FILE));
        file.ifPresent(this::read);
    }

    synchronized Optional<SelfTest.Result> latest() {
        return results.isEmpty() ? Optional.empty() : Optional.of(results.get(results.size() - 1));
    }

    synchronized void add(SelfTest.Result result) {
        results.add(result);
        if (results.size() > MOST) {
            results.remove(0);
        }
        file.ifPresent(this::write);
    }

    private void read(Path path) {
        try {
            if (Files.size(path) <= LONGEST_FILE) {
                results.addAll(parse(new String(Files.readAllBytes(path), StandardCharsets.UTF_8)));
            }
        } catch (NoSuchFileException e) {
            LOG.debug("There was no self-test yet");
        } catch (IOException e) {
            LOG.warn("The results of self-tests in {} cannot be read and are begun anew: {}", path, e.toString());
        }
    }

    /** {@return what can be read of it, at most as much as is kept} */
    static List<SelfTest.Result> parse(String text) {
        var found = new ArrayList<SelfTest.Result>();
        for (String line : text.split("\n")) {
            String[] words = line.split("\t", -1);
            if (words.length == 4 && words[0].equals("drill")) {
                begun(words).ifPresent(found::add);
            } else if (words.length == 3 && !found.isEmpty()) {
                boolean passed = words[0].equals("passed");
                if (passed || words[0].equals("failed")) {
                    addStage(found, new SelfTest.Stage(words[1], passed, words[2]));
                }
            }
        }
        return found.subList(Math.max(0, found.size() - MOST), found.size());
    }

    private static Optional<SelfTest.Result> begun(String[] words) {
        try {
            return Optional.of(
                    new SelfTest.Result(Instant.parse(words[1]), Instant.parse(words[2]), words[3], List.of()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static void addStage(List<SelfTest.Result> found, SelfTest.Stage stage) {
        SelfTest.Result last = found.remove(found.size() - 1);
        var stages = new ArrayList<>(last.stages());
        if (stages.size() < MOST_STAGES) {
            stages.add(stage);
        }
        found.add(new SelfTest.Result(last.startedAt(), last.endedAt(), last.by(), stages));
    }

    static String text(List<SelfTest.Result> results) {
        var text = new StringBuilder();
        for (SelfTest.Result result : results) {
            line(text, "drill", result.startedAt().toString(), result.endedAt().toString(), result.by());
            result.stages()
                    .forEach(stage -> line(text, stage.passed() ? "passed" : "failed", stage.name(), stage.detail()));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String... words) {
        for (int i = 0; i < words.length; i++) {
            text.append(i == 0 ? "" : "\t").append(words[i].replaceAll("\\p{Cntrl}", " "));
        }
        text.append('\n');
    }

    /** Replaces the file at once or not at all. */
    private void write(Path path) {
        Path next = path.resolveSibling(FILE + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text(results).getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("The result of the self-test cannot be kept in {}: {}; check the disk", path, e.toString());
        }
    }
}
