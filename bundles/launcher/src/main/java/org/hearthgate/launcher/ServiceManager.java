package org.hearthgate.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * What systemd is told, where it started the hub: by its own program {@code systemd-notify}, because Java 17 has no datagrams for local
 * sockets (docs/decisions/0033). Without systemd it does nothing.
 */
final class ServiceManager {
    private static final Logger LOG = Logger.getLogger(ServiceManager.class.getName());
    private static final long PATIENCE_SECONDS = 5;
    private static final String PROGRAM = "systemd-notify";

    private final boolean listening;
    private final Optional<Duration> watchdog;
    private boolean failing;

    private ServiceManager(boolean listening, Optional<Duration> watchdog) {
        this.listening = listening;
        this.watchdog = watchdog;
    }

    /** {@return the one that this environment names} */
    static ServiceManager of(Map<String, String> environment) {
        boolean listening = !environment.getOrDefault("NOTIFY_SOCKET", "").isBlank();
        return new ServiceManager(listening, listening ? watchdog(environment) : Optional.empty());
    }

    private static Optional<Duration> watchdog(Map<String, String> environment) {
        String pid = environment.getOrDefault("WATCHDOG_PID", "");
        if (!pid.isEmpty() && !pid.equals(Long.toString(ProcessHandle.current().pid()))) {
            return Optional.empty(); // meant for another process
        }
        try {
            long micros = Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0"));
            return micros > 0 ? Optional.of(Duration.ofNanos(micros * 1_000)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** {@return within what time it wants to hear that the hub lives, where it does} */
    Optional<Duration> watchdog() {
        return watchdog;
    }

    void ready(String status) {
        tell("READY=1", "STATUS=" + status);
    }

    void status(String status) {
        tell("STATUS=" + status);
    }

    void alive(String status) {
        tell("WATCHDOG=1", "STATUS=" + status);
    }

    void stopping() {
        tell("STOPPING=1", "STATUS=Stopping");
    }

    private synchronized void tell(String... words) {
        if (!listening) {
            return;
        }
        var command = new ArrayList<>(List.of(PROGRAM));
        for (String word : words) {
            command.add(word.replaceAll("\\R", " "));
        }
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean told = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            process.destroyForcibly();
            note(told ? Optional.empty() : Optional.of("it did not take the message"));
        } catch (IOException e) {
            note(Optional.of(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(Optional<String> failure) {
        if (failure.isPresent() && !failing) {
            LOG.warning(
                    () -> "systemd cannot be told how the hub is: " + failure.get() + "; is " + PROGRAM + " there?");
        }
        failing = failure.isPresent();
    }
}
