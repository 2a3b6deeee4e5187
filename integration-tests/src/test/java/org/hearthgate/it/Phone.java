package org.hearthgate.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What a phone and a page do over HTTP, with nothing but the outside contract. */
final class Phone {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI hub;

    Phone(URI hub) {
        this.hub = hub;
    }

    static String sha1(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sgv(double mgPerDl, Instant at, String device) {
        return JSON.createObjectNode()
                .put("type", "sgv")
                .put("sgv", mgPerDl)
                .put("date", at.toEpochMilli())
                .put("dateString", at.toString())
                .put("direction", "Flat")
                .put("device", device)
                .toString();
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.resolve(path)).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    Events events(String token) throws IOException, InterruptedException {
        HttpResponse<java.io.InputStream> response = HTTP.send(
                HttpRequest.newBuilder(hub.resolve("/hub/v1/events"))
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "text/event-stream")
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException("events answered " + response.statusCode());
        }
        return new Events(response.body());
    }

    /** One event of the stream. */
    record Event(String name, JsonNode data) {}

    /** The server-sent events, read on a thread of their own. */
    static final class Events implements AutoCloseable {
        private final BlockingQueue<Event> queue = new LinkedBlockingQueue<>();
        private final java.io.InputStream body;

        private Events(java.io.InputStream body) {
            this.body = body;
            var reader = new Thread(this::read, "test-events");
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                String name = "";
                var data = new StringBuilder();
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("event:")) {
                        name = line.substring(6).strip();
                    } else if (line.startsWith("data:")) {
                        data.append(line.substring(5).strip());
                    } else if (line.isEmpty() && data.length() > 0) {
                        queue.add(new Event(name, JSON.readTree(data.toString())));
                        data.setLength(0);
                    }
                }
            } catch (IOException e) {
                queue.add(new Event("closed", JSON.createObjectNode()));
            }
        }

        /** {@return the first event that fits, within ten seconds} */
        Event await(Predicate<Event> fits) throws InterruptedException {
            return await(fits, Duration.ofSeconds(10));
        }

        /** {@return the first event that fits, within that time} */
        Event await(Predicate<Event> fits, Duration atMost) throws InterruptedException {
            long deadline = System.nanoTime() + atMost.toNanos();
            while (true) {
                Event event = queue.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (event == null) {
                    throw new AssertionError("no such event within " + atMost.toSeconds() + " s");
                }
                if (fits.test(event)) {
                    return event;
                }
            }
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
