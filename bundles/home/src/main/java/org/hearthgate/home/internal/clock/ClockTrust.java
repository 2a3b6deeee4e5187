package org.hearthgate.home.internal.clock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Whether the machine's clock can be believed, from what the operating system leaves to be seen. The table of cases is in docs/time.md:
 *
 * <pre>
 * before 2026                                          no    never set
 * synchronised since it was switched on                yes   whatever was known before
 * before the last trusted time                         no    the battery or fake-hwclock is behind
 * a hardware clock set the time at the start           yes   it held its time: it is not behind
 * a time service runs and has not synchronised yet     no    it says so when it has
 * the time of a fake-hwclock                           no    the time of the last switching off
 * none of these: a PC, a container, chrony             yes   whoever runs it keeps its time
 * </pre>
 */
public final class ClockTrust {
    /** No hub with this software ran before; a clock that says so was never set. */
    public static final Instant NOT_BEFORE = Instant.parse("2026-01-01T00:00:00Z");

    /** A clock that runs a little fast before it synchronises must not count as behind for ever. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final Path root;
    private final boolean always;

    private ClockTrust(Path root, boolean always) {
        this.root = root;
        this.always = always;
    }

    /**
     * {@return trust as configured}
     *
     * @throws IllegalArgumentException if the word is neither {@code auto} nor {@code always}
     */
    public static ClockTrust configured(String word) {
        return switch (word) {
            case "auto" -> byEvidence(Path.of("/"));
            case "always" -> new ClockTrust(Path.of("/"), true);
            default ->
                throw new IllegalArgumentException("configuration org.hearthgate.home: clockTrust must be 'auto' or"
                        + " 'always', was '" + word + "'");
        };
    }

    /** {@return trust by the evidence below this folder} */
    public static ClockTrust byEvidence(Path root) {
        return new ClockTrust(root, false);
    }

    /**
     * {@return whether this time of the machine can be believed}
     *
     * @param lastTrusted the newest trusted time that is remembered
     */
    public boolean believes(Instant machine, Instant lastTrusted) {
        if (machine.isBefore(NOT_BEFORE)) {
            return false;
        }
        if (always || exists("run/systemd/timesync/synchronized")) {
            return true;
        }
        if (machine.isBefore(lastTrusted.minus(TOLERANCE))) {
            return false;
        }
        return hardwareClockSetTheTime() || (!exists("run/systemd/timesync") && !exists("etc/fake-hwclock.data"));
    }

    /** The kernel marks the hardware clock from which it took the time at the start. */
    private boolean hardwareClockSetTheTime() {
        try (Stream<Path> clocks = Files.list(root.resolve("sys/class/rtc"))) {
            return clocks.anyMatch(clock -> reads(clock.resolve("hctosys"), "1"));
        } catch (IOException e) { // a machine without one
            return false;
        }
    }

    private static boolean reads(Path file, String text) {
        try {
            return Files.readString(file).strip().equals(text);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }
}
