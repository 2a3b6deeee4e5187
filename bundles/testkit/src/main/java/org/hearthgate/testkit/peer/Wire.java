package org.hearthgate.testkit.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The wire between a hub and its broker, which a test may spoil: answers get lost, or nothing moves at all. */
public final class Wire implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> ends = new CopyOnWriteArrayList<>();
    private final int brokerPort;
    private volatile boolean answersGetLost;
    private volatile boolean frozen;

    public Wire(int brokerPort) throws IOException {
        this.brokerPort = brokerPort;
        start("wire", this::acceptAll);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** From now on what the hub says arrives, and what the broker answers does not. */
    public void loseAnswers() {
        answersGetLost = true;
    }

    /** From now on connections are taken and nothing moves on them. */
    public void freeze() {
        frozen = true;
    }

    /** Cuts what is frozen; new connections work again. */
    public void thaw() throws IOException {
        frozen = false;
        for (Socket end : ends) {
            end.close();
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket hub = server.accept();
                ends.add(hub);
                if (!frozen) {
                    Socket broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
                    ends.add(broker);
                    start("wire-out", () -> copy(hub, broker, false));
                    start("wire-in", () -> copy(broker, hub, true));
                }
            }
        } catch (IOException e) {
            close(); // the end of the test, or a broker that is not there
        }
    }

    private void copy(Socket from, Socket to, boolean answers) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] octets = new byte[4096];
            for (int count = in.read(octets); count >= 0; count = in.read(octets)) {
                if (!frozen && !(answers && answersGetLost)) {
                    out.write(octets, 0, count);
                }
            }
        } catch (IOException e) {
            ends.removeAll(List.of(from, to)); // one end is gone, so is the other
        }
    }

    private static void start(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket end : ends) {
                end.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("a socket cannot be closed", e);
        }
    }
}
