package org.hearthgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A family writes a rule while the hub runs: told what is wrong with it, called by it, and never called less because of it. */
class HomeRuleIT {
    private static final String PID = "org.hearthgate.rule.home~bedtime";
    private static final String SETTINGS = "/hub/v1/alarms/settings/";

    @TempDir
    private Path folder;

    @Test
    void a_rule_is_refused_with_its_place_or_runs_at_once_and_after_a_restart() throws Exception {
        Path home = folder.resolve("home");
        JsonNode secrets = HubProcess.init(home, "Anna");
        String family = "Bearer " + secrets.get("tokens").get("family").asText();
        Path file = home.resolve("config/" + PID + ".json");
        try (HubProcess hub = HubProcess.run(home)) {
            var page = new Phone(hub.address("http"));
            HttpResponse<String> refused = set(page, family, "glucose < 100");
            assertThat(refused.statusCode()).as(refused.body()).isBetween(400, 499);
            assertThat(refused.body())
                    .contains("line 1, column 9: the number needs its unit: write it as mgdl(…) or mmol(…)");
            assertThat(file).doesNotExist();

            assertThat(set(page, family, "glucose < mgdl(100)").statusCode()).isEqualTo(200);
            assertThat(file).exists();
            assertThat(called(page, family, secrets, 96, "home.bedtime")
                            .get("message")
                            .asText())
                    .isEqualTo("Anna: think of a snack (96 mg/dL)");
            assertThat(called(page, family, secrets, 45, "urgent-low")
                            .get("priority")
                            .asText())
                    .isEqualTo("high");

            assertThat(set(page, family, "urgent_low < mgdl(40)").statusCode()).isBetween(400, 499);
            HttpResponse<String> urgent = page.post(
                    SETTINGS + "org.hearthgate.rule.urgent-low",
                    "{\"values\":{\"atOrBelowMgPerDl\":40}}",
                    "Authorization",
                    family);
            assertThat(urgent.statusCode()).as(urgent.body()).isBetween(400, 499);
        }
        try (HubProcess hub = HubProcess.run(home)) {
            var page = new Phone(hub.address("http"));
            assertThat(page.get(SETTINGS + PID, "Authorization", family).body()).contains("glucose < mgdl(100)");
            assertThat(called(page, family, secrets, 94, "home.bedtime")).isNotNull();
        }
    }

    private static HttpResponse<String> set(Phone page, String family, String when) throws Exception {
        String body = Phone.JSON.writeValueAsString(
                Map.of("values", Map.of("id", "bedtime", "when", when, "message", "think of a snack")));
        return page.post(SETTINGS + PID, body, "Authorization", family);
    }

    /** {@return the open alert of that rule after this reading} */
    private static JsonNode called(Phone page, String family, JsonNode secrets, double mgPerDl, String rule)
            throws Exception {
        String secret =
                Phone.sha1(secrets.get("persons").get(0).get("nightscoutSecret").asText());
        try (Phone.Events events = page.events(family.substring("Bearer ".length()))) {
            assertThat(page.post(
                                    "/api/v1/entries.json",
                                    "[" + Phone.sgv(mgPerDl, Instant.now(), "xDrip") + "]",
                                    "api-secret",
                                    secret)
                            .statusCode())
                    .isEqualTo(200);
            return events.await(event -> event.name().equals("alert")
                            && event.data().get("rule").asText().equals(rule)
                            && !event.data().get("state").asText().equals("resolved"))
                    .data();
        }
    }
}
