package org.hearthgate.home.internal.clock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The clocks of the machine, so that a test can be the machine. */
public interface MachineTime {
    /** {@return the wall clock; it steps} */
    Instant instant();

    /** {@return a count of nanoseconds that never steps; on Linux it stands still while the machine sleeps} */
    long nanos();

    /** {@return how long ago the machine was switched on, sleep included; empty where nobody knows} */
    Optional<Duration> uptime();

    /** {@return what names this switching on of the machine, as it does for all of its programs; empty where nobody knows} */
    default Optional<String> boot() {
        return Optional.empty();
    }

    /** {@return the clocks of this machine} */
    static MachineTime system() {
        return new MachineTime() {
            private final Path uptime = Path.of("/proc/uptime");

            @Override
            public Instant instant() {
                return Instant.now();
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Optional<Duration> uptime() {
                try {
                    String seconds = Files.readString(uptime).split(" ", 2)[0];
                    return Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000)));
                } catch (IOException | NumberFormatException e) { // not Linux
                    return Optional.empty();
                }
            }

            @Override
            public Optional<String> boot() {
                try {
                    return Optional.of(Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                            .strip());
                } catch (IOException e) { // not Linux
                    return Optional.empty();
                }
            }
        };
    }
}
