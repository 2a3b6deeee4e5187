package org.hearthgate.notify.internal.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that a web hook is sent to, on this machine. */
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private volatile Answer answer = exchange -> exchange.sendResponseHeaders(204, -1);

    /** One request as it came. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Heard(String method, Map<String, String> headers, byte[] body) {}

    /** What it does with a request it has read. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            heard.add(new Heard(
                    exchange.getRequestMethod(),
                    headers,
                    exchange.getRequestBody().readAllBytes()));
            try {
                answer.to(exchange);
            } finally {
                exchange.close();
            }
        });
        server.start();
    }

    Receiver answering(Answer other) {
        answer = other;
        return this;
    }

    Receiver answering(int status) {
        return answering(exchange -> exchange.sendResponseHeaders(status, -1));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?key=of-the-url";
    }

    List<Heard> heard() {
        return heard;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
