package org.hearthgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.californium.core.coap.CoAP;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of a CoAP load, a hundred times: whatever was acknowledged is in the record, once. */
class KillNineIT {
    private static final int ROUNDS = Integer.getInteger("hearthgate.kill.rounds", 100);
    private static final int IN_FLIGHT = 16;

    @TempDir
    private Path folder;

    @Test
    void no_acknowledged_reading_is_lost_or_doubled() throws Exception {
        Path home = folder.resolve("home");
        JsonNode anna = HubProcess.init(home, "Anna").get("persons").get(0);
        String urn = anna.get("coapDevice").asText();
        Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
        var random = new Random(20261121);
        long first = Instant.now().minus(Duration.ofDays(30)).toEpochMilli();
        long next = first;

        for (int round = 0; round < ROUNDS; round++) {
            try (HubProcess hub = HubProcess.run(home);
                    var sender = new CoapSender(hub.address("coap"), IN_FLIGHT)) {
                long until = System.nanoTime()
                        + Duration.ofMillis(50 + random.nextInt(350)).toNanos();
                while (System.nanoTime() < until) {
                    long at = next;
                    next += 1_000;
                    sender.send(CoapSender.glucose(urn, at, 100), 1_000, (code, nanos) -> {
                        if (code == CoAP.ResponseCode.CHANGED) {
                            acknowledged.add(at);
                        }
                    });
                }
                hub.kill();
            }
        }

        try (HubProcess hub = HubProcess.run(home)) {
            var phone = new Phone(hub.address("http"));
            JsonNode stored = Phone.JSON.readTree(phone.get(
                            "/api/v1/entries/sgv.json?count=1000000&find%5Bdate%5D%5B%24gte%5D=" + first,
                            "api-secret",
                            Phone.sha1(anna.get("nightscoutSecret").asText()))
                    .body());
            Map<Long, Integer> times = new HashMap<>();
            stored.forEach(entry -> times.merge(entry.get("date").asLong(), 1, Integer::sum));
            assertThat(acknowledged).as("acknowledged readings").hasSizeGreaterThan(ROUNDS);
            assertThat(times.keySet()).as("stored readings").containsAll(acknowledged);
            assertThat(times.values()).as("times each was stored").containsOnly(1);
            System.getLogger("kill-nine")
                    .log(
                            System.Logger.Level.INFO,
                            ROUNDS + " kills: " + acknowledged.size() + " acknowledged, 0 lost, 0 doubled");
        }
    }
}
