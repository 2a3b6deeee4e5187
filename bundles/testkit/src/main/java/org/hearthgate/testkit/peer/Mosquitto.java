package org.hearthgate.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** A real broker of Debian's package, as a child process on a port of its own; may be killed and started again on the same port. */
public final class Mosquitto implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final List<String> settings;
    private Optional<Process> process = Optional.empty();

    private Mosquitto(Path folder, int port, List<String> settings) {
        this.folder = folder;
        this.port = port;
        this.settings = settings;
    }

    /** {@return a broker not started yet; the test is skipped where mosquitto is not installed, and fails where that must not be} */
    public static Mosquitto in(Path folder, String... settings) throws IOException {
        requireInstalled();
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Mosquitto(folder, free.getLocalPort(), List.of(settings));
        }
    }

    private static void requireInstalled() {
        String missing = "mosquitto is not installed (apt install mosquitto)";
        boolean installed = executable("mosquitto").isPresent();
        if ("true".equals(System.getenv("CI"))) {
            assertThat(installed).as(missing).isTrue();
        }
        Assumptions.assumeTrue(installed, "skipped: " + missing);
    }

    public static Optional<Path> executable(String name) {
        return Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/sbin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public Mosquitto start() throws IOException {
        var lines = new ArrayList<>(List.of(
                "listener " + port + " 127.0.0.1",
                "user " + System.getProperty("user.name"),
                "persistence false",
                "set_tcp_nodelay true"));
        lines.addAll(settings.isEmpty() ? List.of("allow_anonymous true") : settings);
        var config = Files.write(folder.resolve("mosquitto.conf"), lines);
        process = Optional.of(
                new ProcessBuilder(executable("mosquitto").orElseThrow().toString(), "-c", config.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("mosquitto.log").toFile())
                        .start());
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(this::listens);
        return this;
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    /** {@return its address without encryption} */
    public String uri() {
        return "tcp://127.0.0.1:" + port;
    }

    /** As loss of power would. */
    public void kill() throws InterruptedException {
        if (process.isPresent()) {
            process.get().destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            process = Optional.empty();
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
