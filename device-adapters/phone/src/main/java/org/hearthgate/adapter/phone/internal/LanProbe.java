package org.hearthgate.adapter.phone.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knocks at the phones' port of the house's own addresses, a few at a time, and asks who opens what it is. No secret is ever sent to an
 * address that was only guessed. Every call ends.
 */
final class LanProbe {
    static final String APP = "app";
    static final String UNITS = "units";
    static final String WANTS_SECRET = "wantsSecret";

    private static final Logger LOG = LoggerFactory.getLogger(LanProbe.class);
    private static final int AT_ONCE = 32;
    private static final Duration OPENS_WITHIN = Duration.ofMillis(400);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(4);
    private static final int LONGEST_ANSWER = 64 * 1024;

    private LanProbe() {}

    /**
     * {@return those that accept a connection, at most so many new ones a second: 32 in 0.4 s}
     *
     * @param goOn asked between the batches
     */
    static List<InetSocketAddress> open(List<InetAddress> addresses, int port, BooleanSupplier goOn)
            throws IOException {
        var open = new ArrayList<InetSocketAddress>();
        for (int from = 0; from < addresses.size() && goOn.getAsBoolean(); from += AT_ONCE) {
            open.addAll(batch(addresses.subList(from, Math.min(addresses.size(), from + AT_ONCE)), port));
        }
        return open;
    }

    private static List<InetSocketAddress> batch(List<InetAddress> addresses, int port) throws IOException {
        var open = new ArrayList<InetSocketAddress>();
        var channels = new ArrayList<SocketChannel>();
        try (Selector selector = Selector.open()) {
            for (InetAddress address : addresses) {
                var to = new InetSocketAddress(address, port);
                SocketChannel channel = SocketChannel.open();
                channels.add(channel);
                channel.configureBlocking(false);
                try {
                    if (channel.connect(to)) {
                        open.add(to);
                    } else {
                        channel.register(selector, SelectionKey.OP_CONNECT, to);
                    }
                } catch (IOException e) {
                    LOG.debug("No way to {}", to, e);
                }
            }
            long end = System.nanoTime() + OPENS_WITHIN.toNanos();
            while (!selector.keys().isEmpty() && end - System.nanoTime() > 0) {
                selector.select(
                        Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
                for (SelectionKey key : selector.selectedKeys()) {
                    if (opened(key)) {
                        open.add((InetSocketAddress) key.attachment());
                    }
                    key.cancel();
                }
                selector.selectedKeys().clear();
                selector.selectNow();
            }
        } finally {
            for (SocketChannel channel : channels) {
                channel.close();
            }
        }
        return open;
    }

    private static boolean opened(SelectionKey key) {
        try {
            return ((SocketChannel) key.channel()).finishConnect();
        } catch (IOException e) {
            return false; // refused, as by nearly everything in a house
        }
    }

    /** {@return what it says of itself, by name; empty where it is no such app} */
    static Optional<Map<String, String>> who(InetSocketAddress phone) {
        var line = new PhoneLine(ANSWERS_WITHIN, LONGEST_ANSWER);
        try {
            PhoneReply reply = line.get(phone, "/status.json", Optional.empty());
            String app = reply.oldHttp() ? "xdrip" : "juggluco";
            if (reply.status() == 200) {
                JsonNode settings = PhoneJson.MAPPER.readTree(reply.body()).path("settings");
                String units = settings.path("units").asText("");
                return units.isEmpty() || units.length() > 10
                        ? Optional.empty()
                        : Optional.of(details(app, "no", Map.of(UNITS, units)));
            }
            String text = new String(reply.body(), StandardCharsets.UTF_8);
            if (reply.status() == 403 && text.contains("uthentication failed")) {
                return Optional.of(details("xdrip", "yes", Map.of()));
            }
            boolean juggluco =
                    !reply.oldHttp() && (reply.status() == 400 || reply.status() == 401 || reply.status() == 403);
            return juggluco ? Optional.of(details("juggluco", "yes", Map.of())) : Optional.empty();
        } catch (PhoneException | IOException e) {
            LOG.debug("{} is no phone with readings", phone, e);
            return Optional.empty();
        }
    }

    private static Map<String, String> details(String app, String wantsSecret, Map<String, String> more) {
        var details = new HashMap<>(more);
        details.put(APP, app);
        details.put(WANTS_SECRET, wantsSecret);
        return details;
    }
}
