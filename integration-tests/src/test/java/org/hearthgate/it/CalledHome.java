package org.hearthgate.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Anna's home: her mother is on duty, her father next, her grandmother and a neighbour beside them, each behind a web hook, and a file for
 * a sounder. The hub's minutes are three seconds long, because a step of the call for help cannot be set to less than a minute.
 */
final class CalledHome implements AutoCloseable {
    static final double SPEED = 20;
    static final Duration STEP = Duration.ofMinutes(1);

    private final Path folder;
    private final Carers carers = new Carers();
    private final WavEar ear;
    private final JsonNode secrets;
    private HubProcess hub;

    CalledHome(Path parent) throws IOException, InterruptedException {
        folder = parent.resolve("home");
        ear = new WavEar(parent.resolve("sounder.wav"));
        secrets = HubProcess.init(folder, "Anna");
        ObjectNode home =
                (ObjectNode) Phone.JSON.readTree(config("org.hearthgate.home").toFile());
        set("org.hearthgate.home", home.put("speed", SPEED).put("stateDirectory", folder.toString()));
        set("org.hearthgate.notify.sounder", Map.of("device", "file:" + ear.file()));
        set(
                "org.hearthgate.alerting.escalation",
                Map.of("stepMinutes", List.of(0, 1, 2, 3), "nobodyReceivedAfterSeconds", 600));
        set(
                "org.hearthgate.watchdog.self-test",
                Map.of("afterStartSeconds", 0, "dailyAt", "")); // a failed drill sounds, too
        carer("mother", false);
        carer("father", false);
        carer("grandmother", false);
        carer("neighbour", true);
        set(
                "org.hearthgate.duty~always",
                Map.of(
                        "label",
                        "Always",
                        "persons",
                        List.of("anna"),
                        "carers",
                        List.of("mother"),
                        "next",
                        List.of("father")));
    }

    private void carer(String id, boolean emergencyContact) throws IOException {
        set(
                "org.hearthgate.notify.webhook~" + id,
                Map.of("id", id, "url", carers.url(id), ".secret", Carers.secret(id)));
        set(
                "org.hearthgate.carer~" + id,
                Map.of(
                        "id",
                        id,
                        "name",
                        id,
                        "persons",
                        List.of("anna"),
                        "channels",
                        List.of("webhook." + id),
                        "emergencyContact",
                        emergencyContact));
    }

    private Path config(String pid) {
        return folder.resolve("config/" + pid + ".json");
    }

    private void set(String pid, Object settings) throws IOException {
        Phone.JSON.writeValue(config(pid).toFile(), settings);
    }

    Carers carers() {
        return carers;
    }

    WavEar ear() {
        return ear;
    }

    void start() throws IOException {
        hub = HubProcess.run(folder);
    }

    /** kill -9, and a start that goes on at the hub's time of the kill: what its minutes are in is up to the test, not to the machine. */
    void killAndStart() throws IOException, InterruptedException {
        Instant now = now();
        hub.kill();
        Files.writeString(folder.resolve("last-known-time"), now + "\n" + Instant.EPOCH + "\n");
        start();
    }

    Instant now() throws IOException, InterruptedException {
        return Instant.parse(get("/hub/v1/hub").get("now").asText());
    }

    /** A fall as a phone sends it after a gap of 10 min: 80, 66, 52 mg/dL. */
    void falls() throws IOException, InterruptedException {
        Instant now = now();
        String entries = "[" + Phone.sgv(80, now.minusSeconds(600), "xDrip") + ","
                + Phone.sgv(66, now.minusSeconds(300), "xDrip") + "," + Phone.sgv(52, now, "xDrip") + "]";
        String secret =
                Phone.sha1(secrets.get("persons").get(0).get("nightscoutSecret").asText());
        expect(phone().post("/api/v1/entries.json", entries, "api-secret", secret));
    }

    /** {@return the open urgent low; missing while there is none} */
    JsonNode urgentLow() throws IOException, InterruptedException {
        for (JsonNode alert : open()) {
            if (alert.get("rule").asText().equals("urgent-low")) {
                return alert;
            }
        }
        return MissingNode.getInstance();
    }

    /** {@return all open alerts} */
    JsonNode open() throws IOException, InterruptedException {
        return get("/hub/v1/alerts").get("alerts");
    }

    /** {@return all that the record holds of an alert} */
    JsonNode alert(String id) throws IOException, InterruptedException {
        return get("/hub/v1/alerts/" + id);
    }

    JsonNode acknowledge(String id) throws IOException, InterruptedException {
        return expect(phone().post("/hub/v1/alerts/" + id + "/acknowledge", "{}", "Authorization", family()));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return expect(phone().get(path, "Authorization", family()));
    }

    private static JsonNode expect(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return Phone.JSON.readTree(answer.body());
    }

    private Phone phone() {
        return new Phone(hub.address("http"));
    }

    private String family() {
        return "Bearer " + secrets.get("tokens").get("family").asText();
    }

    @Override
    public void close() {
        if (hub != null) {
            hub.close();
        }
        carers.close();
        ear.close();
    }
}
