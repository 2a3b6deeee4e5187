package org.hearthgate.adapter.pen.testpen;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A real pcscd with a virtual reader of two slots. It takes the machine's one place for a pcscd, so that no other may run; with Debian's
 * packages pcscd and vsmartcard-vpcd, as root.
 */
public final class PcscDaemon implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/pcscd");
    private static final Path SOCKET = Path.of("/run/pcscd/pcscd.comm");
    private static final Path DRIVER = Path.of("/usr/lib/pcsc/drivers/serial/libifdvpcd.so");

    private final Process process;
    private final Path folder;
    private final int port;

    private PcscDaemon(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /** {@return whether one can be started here} */
    public static boolean installed() {
        return Files.isExecutable(PROGRAM)
                && Files.exists(DRIVER)
                && "root".equals(System.getProperty("user.name"))
                && !Files.exists(SOCKET);
    }

    /** {@return one that answers} */
    public static PcscDaemon start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("pcscd");
        int port = freePort();
        Files.writeString(
                folder.resolve("reader.conf"),
                "FRIENDLYNAME \"Virtual PCD\"\nDEVICENAME /dev/null:0x%04X\nLIBPATH %s\nCHANNELID 0x%04X\n"
                        .formatted(port, DRIVER, port));
        Process process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--foreground",
                        "--config",
                        folder.resolve("reader.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        var daemon = new PcscDaemon(process, folder, port);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!Files.exists(SOCKET) || !daemon.listens()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                String log = Files.readString(folder.resolve("log"));
                daemon.close();
                throw new IOException("pcscd does not come up: " + log);
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        return daemon;
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /** A connection that ends at once is a card that comes and goes; nobody looks yet. */
    private boolean listens() {
        try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** {@return the TCP port of the first slot; that of the second is one above} */
    public int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(SOCKET);
        for (String file : new String[] {"reader.conf", "log"}) {
            Files.deleteIfExists(folder.resolve(file));
        }
        Files.deleteIfExists(folder);
    }
}
