package org.hearthgate.it.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hearthgate.adapter.bluetooth.peer.BluezDouble;
import org.hearthgate.adapter.bluetooth.peer.Peripheral;
import org.hearthgate.adapter.bluetooth.peer.PrivateBus;
import org.hearthgate.it.HubProcess;
import org.hearthgate.it.Witness;

/**
 * Hours of a home with twelve Bluetooth devices that come and go, on a real hub whose clock runs faster. Prints what the hub holds as time
 * goes by, and at the end whether each reading is in the record exactly once.
 */
public final class Soak {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream screen;
    private final Random random;

    /**
     * What came of it.
     *
     * @param flaps how often a device went away
     * @param measured how many readings the devices made that the record should hold
     * @param lost those that it does not hold
     * @param doubled those that it holds more than once
     * @param invented rows of the record that no device measured
     * @param quarantined what was put aside and why, with its number
     * @param vitality what the hub held, at equal distances
     * @param writes everything that the hub wrote to a device
     */
    record Outcome(
            int flaps,
            int measured,
            List<String> lost,
            List<String> doubled,
            List<String> invented,
            Map<String, Integer> quarantined,
            List<Vitality> vitality,
            List<Peripheral.Write> writes) {
        Outcome {
            lost = List.copyOf(lost);
            doubled = List.copyOf(doubled);
            invented = List.copyOf(invented);
            quarantined = Map.copyOf(quarantined);
            vitality = List.copyOf(vitality);
            writes = List.copyOf(writes);
        }

        boolean clean() {
            return measured > 0 && lost.isEmpty() && doubled.isEmpty() && invented.isEmpty();
        }
    }

    Soak(PrintStream screen, long seed) {
        this.screen = screen;
        random = new Random(seed);
    }

    public static void main(String[] words) throws IOException, InterruptedException {
        double hours = 24;
        double speed = 60;
        long seed = Instant.now().toEpochMilli();
        for (int i = 0; i + 1 < words.length; i += 2) {
            switch (words[i]) {
                case "--hours" -> hours = Double.parseDouble(words[i + 1]);
                case "--speed" -> speed = Double.parseDouble(words[i + 1]);
                case "--seed" -> seed = Long.parseLong(words[i + 1]);
                default -> throw new IllegalArgumentException("unknown word " + words[i]);
            }
        }
        System.out.println("seed " + seed);
        Outcome outcome = new Soak(System.out, seed).run(Duration.ofMinutes(Math.round(hours * 60)), speed);
        System.exit(outcome.clean() ? 0 : 1);
    }

    /** Lets it live for so long on the hub's clock, which runs so many times as fast as ours. */
    Outcome run(Duration length, double speed) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("soak-");
        Path home = folder.resolve("h");
        String family = HubProcess.init(home, Fleet.PEOPLE.toArray(String[]::new))
                .get("tokens")
                .get("family")
                .asText();
        Path distribution = Witness.distribution(folder.resolve("distribution"));
        try (PrivateBus bus = PrivateBus.start();
                BluezDouble bluez = BluezDouble.on(bus.address())) {
            settings(home, bus.address(), speed);
            try (HubProcess hub = HubProcess.run(home, Map.of("HEARTHGATE_DISTRIBUTION", distribution.toString()))) {
                var clock = new FastClock(hubNow(hub, family), System.nanoTime(), speed);
                var fleet = new Fleet(bluez, clock.now(), random);
                return new Life(hub.pid(), home, fleet, clock, screen).of(length, bluez::writes);
            }
        } catch (org.hearthgate.adapter.bluetooth.internal.bus.BusException e) {
            throw new IOException("the double of BlueZ did not start", e);
        }
    }

    private static void settings(Path home, String busAddress, double speed) throws IOException {
        Path config = home.resolve("config");
        Path clock = config.resolve("org.hearthgate.home.json");
        ObjectNode faster = (ObjectNode) JSON.readTree(clock.toFile());
        JSON.writeValue(clock.toFile(), faster.put("speed", speed).put("zone", "Europe/Berlin"));
        JSON.writeValue(
                config.resolve("org.hearthgate.adapter.bluetooth.json").toFile(), Map.of("busAddress", busAddress));
        for (var one : Fleet.settings().entrySet()) {
            JSON.writeValue(config.resolve(one.getKey() + ".json").toFile(), one.getValue());
        }
    }

    private static Instant hubNow(HubProcess hub, String family) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(hub.address("http").resolve("/hub/v1/hub"))
                                .header("Authorization", "Bearer " + family)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        JsonNode told = JSON.readTree(answer.body());
        return Instant.parse(told.get("now").asText());
    }
}
