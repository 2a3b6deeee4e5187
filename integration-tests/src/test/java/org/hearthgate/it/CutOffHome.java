package org.hearthgate.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A home whose cloud, whose broker and whose web hook are all set up and all dead: nobody listens where they should be. Its lows can be
 * timed from the send to the page's event and to the first sound.
 */
final class CutOffHome implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Longer than what a sounder still holds when it is told to stop. */
    private static final Duration SILENCE = Duration.ofMillis(500);

    private static final int LATE_ONES = 288;

    private final JsonNode anna;
    private final WavEar ear;
    private final HubProcess hub;
    private final Phone phone;
    private final PostingLine line;
    private final Phone.Events events;
    private int bursts;

    /**
     * From the send of a low.
     *
     * @param callNanos until a page was told to call
     * @param eventNanos until a page had the alert, which then stood in the journal
     * @param soundNanos until the first buffer with sound was written
     */
    record Took(long callNanos, long eventNanos, long soundNanos) {}

    CutOffHome(Path folder) throws IOException, InterruptedException {
        Path home = folder.resolve("home");
        JsonNode secrets = HubProcess.init(home, "Anna");
        anna = secrets.get("persons").get(0);
        ear = new WavEar(folder.resolve("sounder.wav"));
        int closed = closedPort();
        set(home, "notify.sounder", Map.of("device", "file:" + ear.file()));
        set(
                home,
                "cloud.mqtt~clinic",
                Map.of(
                        "recipient",
                        "clinic",
                        "brokerUri",
                        "ssl://127.0.0.1:" + closed,
                        "account",
                        "home",
                        "clientId",
                        "cut-off"));
        set(home, "notify.homeassistant~house", Map.of("brokerUri", "tcp://127.0.0.1:" + closed));
        set(
                home,
                "notify.webhook~school",
                Map.of("id", "school", "url", "http://127.0.0.1:" + closed, ".secret", Carers.secret("school")));
        set(
                home,
                "carer~school",
                Map.of(
                        "id",
                        "school",
                        "name",
                        "School",
                        "persons",
                        List.of("anna"),
                        "channels",
                        List.of("webhook.school")));
        hub = HubProcess.run(home);
        phone = new Phone(hub.address("http"));
        line = new PostingLine(
                hub.address("http"),
                "/api/v1/entries",
                "api-secret",
                Phone.sha1(anna.get("nightscoutSecret").asText()));
        events = phone.events(secrets.get("tokens").get("family").asText());
    }

    private static int closedPort() throws IOException {
        try (var port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return port.getLocalPort();
        }
    }

    private static void set(Path home, String pid, Map<String, ?> settings) throws IOException {
        Phone.JSON.writeValue(
                home.resolve("config/org.hearthgate." + pid + ".json").toFile(), settings);
    }

    String log() throws IOException {
        return hub.log();
    }

    /** A low, and the recovery from it up to silence. */
    Took low(boolean afterBurst) throws IOException, InterruptedException {
        CompletableFuture<Void> burst =
                afterBurst ? CompletableFuture.runAsync(this::burst) : CompletableFuture.completedFuture(null);
        CompletableFuture<Long> sound = CompletableFuture.supplyAsync(this::firstSound);
        var page = new Page();
        long begin = line.post("[" + Phone.sgv(52, Instant.now(), "xDrip-bench") + "]");
        events.await(page::hasBoth, PATIENCE);
        line.awaitAnswer();
        long heard = sound.join();
        burst.join();
        post(Phone.sgv(110, Instant.now(), "xDrip-bench"));
        events.await(one -> isUrgentLow(one, "resolved"), PATIENCE);
        ear.awaitSilence(SILENCE);
        return new Took(page.calledAt - begin, page.alertAt - begin, heard - begin);
    }

    /** Yesterday's readings, as a phone sends them that was away: on their way when the low is sent. */
    private void burst() {
        Instant first = Instant.now().minus(Duration.ofHours(48)).plusMillis(bursts++);
        var entries = new StringBuilder();
        for (int i = 0; i < LATE_ONES; i++) {
            entries.append(i == 0 ? "" : ",")
                    .append(Phone.sgv(100 + i % 80, first.plusSeconds(300L * i), "xDrip-bench"));
        }
        try {
            post(entries.toString());
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private void post(String entries) throws IOException, InterruptedException {
        HttpResponse<String> answer = phone.post(
                "/api/v1/entries",
                "[" + entries + "]",
                "api-secret",
                Phone.sha1(anna.get("nightscoutSecret").asText()));
        if (answer.statusCode() != 200) {
            throw new IOException("the hub answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    private long firstSound() {
        try {
            if (!ear.hearsWithin(PATIENCE)) {
                throw new AssertionError("no sound within " + PATIENCE.toSeconds() + " s");
            }
            return System.nanoTime();
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    /** When a page heard what; the call may come before the alert or after it. */
    private static final class Page {
        private long calledAt;
        private long alertAt;

        boolean hasBoth(Phone.Event event) {
            if (isCall(event)) {
                calledAt = System.nanoTime();
            } else if (isUrgentLow(event, "raised")) {
                alertAt = System.nanoTime();
            }
            return calledAt != 0 && alertAt != 0;
        }
    }

    private static boolean isCall(Phone.Event event) {
        return event.name().equals("call")
                && event.data().path("priority").asText().equals("high")
                && !event.data().path("test").asBoolean();
    }

    private static boolean isUrgentLow(Phone.Event event, String state) {
        return event.name().equals("alert")
                && event.data().get("rule").asText().equals("urgent-low")
                && event.data().get("state").asText().equals(state);
    }

    @Override
    public void close() throws IOException {
        line.close();
        events.close();
        hub.close();
        ear.close();
    }
}
