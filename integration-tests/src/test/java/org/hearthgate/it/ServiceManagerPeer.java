package org.hearthgate.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** systemd's end of the line: a real local datagram socket, which Java 17 has not, so Python holds it. */
final class ServiceManagerPeer implements AutoCloseable {
    private static final String LISTEN =
            """
            import socket, sys
            s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            s.bind(sys.argv[1])
            print('bound', flush=True)
            while True:
                print(s.recv(65536).decode().replace(chr(10), ' '), flush=True)
            """;

    private final Path socket;
    private final Process process;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    ServiceManagerPeer(Path socket) throws IOException {
        this.socket = socket;
        process = new ProcessBuilder("python3", "-c", LISTEN, socket.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        if (!"bound".equals(lines.readLine())) {
            throw new IOException("Python could not bind " + socket);
        }
        var listener = new Thread(() -> lines.lines().forEach(heard::add), "service-manager-peer");
        listener.setDaemon(true);
        listener.start();
    }

    String address() {
        return socket.toString();
    }

    /** Waits for a message; {@return it} */
    String await(String part, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        String last = "nothing";
        while (System.nanoTime() < until) {
            String message = heard.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (message != null && message.contains(part)) {
                return message;
            }
            last = message == null ? last : message;
        }
        throw new AssertionError("no '" + part + "' within " + patience + "; last: " + last);
    }

    /** {@return whether such a message comes within this time, beginning now} */
    boolean hears(String part, Duration within) throws InterruptedException {
        heard.clear();
        try {
            await(part, within);
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
