package org.hearthgate.adapter.bluetooth.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** A real message bus for one test, in a folder of its own. */
public final class PrivateBus implements AutoCloseable {
    /** Type custom: no activation, no change of user, no limits of the system's bus. */
    private static final String CONFIG =
            """
            <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
             "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig>
              <type>custom</type>
              <listen>unix:path=%s</listen>
              <auth>EXTERNAL</auth>
              <policy context="default">
                <allow send_destination="*" eavesdrop="true"/>
                <allow eavesdrop="true"/>
                <allow own="*"/>
              </policy>
            </busconfig>
            """;

    private final Path folder;
    private final Path socket;
    private Process daemon;

    private PrivateBus(Path folder) {
        this.folder = folder;
        socket = folder.resolve("bus");
    }

    /** Starts one; where there is no {@code dbus-daemon} the test is skipped, and fails on CI. */
    public static PrivateBus start() {
        requireProgram("dbus-daemon", "dbus");
        try {
            var bus = new PrivateBus(Files.createTempDirectory("bus"));
            bus.up();
            return bus;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips the test with one line where a program is missing; with {@code CI=true} it fails. */
    public static Path requireProgram(String program, String debianPackage) {
        Optional<Path> found = find(program);
        String line = program + " is missing: skipped (apt install " + debianPackage + ")";
        if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(line);
        }
        Assumptions.assumeTrue(found.isPresent(), line);
        return found.orElseThrow();
    }

    private static Optional<Path> find(String program) {
        String folders = Optional.ofNullable(System.getenv("PATH")).orElse("") + ":/usr/bin:/usr/sbin";
        return Arrays.stream(folders.split(":"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** {@return where it is, as the bus writes it} */
    public String address() {
        return "unix:path=" + socket;
    }

    /** Starts it, the first time or again. */
    public void up() throws IOException {
        Path config = folder.resolve("bus.conf");
        Files.writeString(config, String.format(CONFIG, socket));
        daemon = new ProcessBuilder(List.of(
                        find("dbus-daemon").orElseThrow().toString(),
                        "--config-file=" + config,
                        "--nofork",
                        "--nopidfile"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("bus.log").toFile())
                .start();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(10))
                .until(this::answers);
    }

    private boolean answers() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            return false;
        }
    }

    /** Stops it; whoever is connected is cut off. */
    public void down() throws InterruptedException, IOException {
        daemon.destroy();
        if (!daemon.waitFor(5, TimeUnit.SECONDS)) {
            daemon.destroyForcibly();
        }
        Files.deleteIfExists(socket);
    }

    @Override
    public void close() throws InterruptedException, IOException {
        down();
        Files.deleteIfExists(folder.resolve("bus.conf"));
        Files.deleteIfExists(folder.resolve("bus.log"));
        Files.deleteIfExists(folder);
    }
}
