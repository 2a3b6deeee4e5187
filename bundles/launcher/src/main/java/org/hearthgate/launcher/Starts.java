package org.hearthgate.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * How the last starts of a home went, in a small file: what keeps a hub from staying up must not keep it from alarming. A start that is
 * never heard of again has failed; so has one that was ready and then ended without being asked to, before it had run well for long.
 */
final class Starts {
    /** After so many starts that failed, with none that went well between them, part of the hub is left out. */
    static final int MOST_FAILED = 5;

    /** What is longer ago does not count. */
    static final Duration COUNTED_FOR = Duration.ofMinutes(60);

    /** A start that lasts so long went well. */
    static final Duration WELL_AFTER = Duration.ofMinutes(30);

    private static final Logger LOG = Logger.getLogger(Starts.class.getName());
    private static final int KEPT = 20;

    private final Path file;
    private final List<Start> starts;

    /** How far one start came. */
    enum Course {
        BEGUN,
        READY,
        /** Stopped because somebody asked for it. */
        ENDED,
        WELL
    }

    private record Start(Instant at, StartMode mode, Course course) {
        boolean failed() {
            return course == Course.BEGUN || course == Course.READY;
        }

        /** Only a long run proves that what was left out may be tried again. */
        boolean provesTheHub() {
            return course == Course.WELL || (course == Course.ENDED && mode == StartMode.WHOLE);
        }

        String line() {
            return at.getEpochSecond() + " " + mode + " " + course;
        }

        static Optional<Start> parse(String line) {
            String[] words = line.strip().split(" ");
            try {
                return words.length == 3
                        ? Optional.of(new Start(
                                Instant.ofEpochSecond(Long.parseLong(words[0])),
                                StartMode.valueOf(words[1]),
                                Course.valueOf(words[2])))
                        : Optional.empty();
            } catch (IllegalArgumentException | java.time.DateTimeException e) {
                return Optional.empty(); // a line that was cut off
            }
        }
    }

    private Starts(Path file, List<Start> starts) {
        this.file = file;
        this.starts = starts;
    }

    static Starts of(Path file) {
        try {
            return new Starts(
                    file,
                    new ArrayList<>(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                            .lines()
                            .map(Start::parse)
                            .flatMap(Optional::stream)
                            .toList()));
        } catch (NoSuchFileException e) {
            return new Starts(file, new ArrayList<>());
        } catch (IOException e) {
            LOG.warning(() -> file + " cannot be read; starts are counted anew: " + e);
            return new Starts(file, new ArrayList<>());
        }
    }

    /** {@return how much of the hub should be started now} */
    StartMode mode(Instant now) {
        List<Start> failed = failed(now);
        long inSafety = failed.stream()
                .filter(start -> start.mode != StartMode.WHOLE && start.course == Course.BEGUN)
                .count();
        if (inSafety >= MOST_FAILED) {
            return StartMode.BARE;
        }
        boolean stays = !starts.isEmpty() && isUnproven(starts.get(starts.size() - 1), now);
        return failed.size() >= MOST_FAILED || stays ? StartMode.SAFE : StartMode.WHOLE;
    }

    /** Safe mode is left after a run that went well, or by the owner's word, not by stopping and starting. */
    private static boolean isUnproven(Start last, Instant now) {
        return last.mode != StartMode.WHOLE && last.course != Course.WELL && isRecent(last, now);
    }

    private static boolean isRecent(Start start, Instant now) {
        return start.at.plus(COUNTED_FOR).isAfter(now); // also one of a clock that was ahead
    }

    private List<Start> failed(Instant now) {
        var failed = new ArrayList<Start>();
        for (int i = starts.size() - 1; i >= 0; i--) {
            Start start = starts.get(i);
            if (start.provesTheHub() || !isRecent(start, now)) {
                break;
            }
            if (start.failed()) {
                failed.add(start);
            }
        }
        return failed;
    }

    /** {@return why it is not started whole, in one sentence} */
    String why(Instant now) {
        return "it failed to stay up " + failed(now).size() + " times within " + COUNTED_FOR.toMinutes() + " minutes";
    }

    /** Durable before anything else is done. */
    void begin(StartMode mode, Instant now) {
        starts.add(new Start(now, mode, Course.BEGUN));
        while (starts.size() > KEPT) {
            starts.remove(0);
        }
        write();
    }

    void ready() {
        now(Course.READY);
    }

    /** Somebody asked the hub to stop; before it was ready that says nothing, for a bundle can do so, too. */
    synchronized void ended() {
        if (!starts.isEmpty() && starts.get(starts.size() - 1).course == Course.READY) {
            now(Course.ENDED);
        }
    }

    void well() {
        now(Course.WELL);
    }

    /** The owner has mended what was wrong. */
    void forget() {
        starts.clear();
        write();
    }

    private synchronized void now(Course course) {
        Start last = starts.remove(starts.size() - 1);
        starts.add(new Start(last.at, last.mode, course));
        write();
    }

    /** A disk that fails must not keep the hub from starting. */
    private void write() {
        var text = new StringBuilder();
        starts.forEach(start -> text.append(start.line()).append('\n'));
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            try (FileChannel channel = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warning(() -> file + " cannot be written, so a hub that does not stay up goes unnoticed: " + e);
        }
    }
}
