package org.hearthgate.it;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Connections that begin a request and never end it, as a broken device or a spiteful one opens them; all from one thread. */
final class HalfOpenConnections implements AutoCloseable {
    private static final int KEPT_FREE = 1_000;

    private final List<SocketChannel> channels = new ArrayList<>();
    private int answered;

    private HalfOpenConnections() {}

    /** {@return as many as wanted, or as many as this process may open; says so when they are fewer} */
    static int possible(int wanted) {
        var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long free = system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() - KEPT_FREE;
        int possible = (int) Math.max(0, Math.min(wanted, free));
        if (possible < wanted) {
            System.getLogger("half-open")
                    .log(
                            System.Logger.Level.WARNING,
                            "only {0} instead of {1} half-open connections: this process may open no more files",
                            possible,
                            wanted);
        }
        return possible;
    }

    /** Opens them all at once and sends each the beginning of a request; waits until all got through or the time is over. */
    static HalfOpenConnections open(URI hub, int count, String beginning, Duration within) throws IOException {
        var all = new HalfOpenConnections();
        try (Selector selector = Selector.open()) {
            var address = new InetSocketAddress(hub.getHost(), hub.getPort());
            for (int i = 0; i < count; i++) {
                SocketChannel channel = SocketChannel.open();
                all.channels.add(channel);
                channel.configureBlocking(false);
                channel.connect(address);
                channel.register(selector, SelectionKey.OP_CONNECT);
            }
            long deadline = System.nanoTime() + within.toNanos();
            while (all.answered < count && System.nanoTime() < deadline) {
                selector.select(key -> all.begin(key, beginning), 100);
            }
            return all;
        } catch (IOException e) {
            all.close();
            throw e;
        }
    }

    private void begin(SelectionKey key, String beginning) {
        answered++;
        var channel = (SocketChannel) key.channel();
        try {
            channel.finishConnect();
            channel.write(ByteBuffer.wrap(beginning.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) { // turned away, which the hub may do
            key.cancel();
            return;
        }
        key.cancel();
    }

    /** {@return how many connected or were turned away} */
    int answered() {
        return answered;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
