package org.hearthgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a week's alarms were worth, asked of the real rooms: the web room finds the audit, the audit finds the record. */
class AlarmAuditIT {
    private static final String AUDIT = "/hub/v1/persons/anna/alarm-audit";

    @TempDir
    private Path folder;

    @Test
    void a_home_in_its_first_week_is_told_of_the_week_so_far() throws Exception {
        Path home = folder.resolve("home");
        JsonNode secrets = HubProcess.init(home, "Anna");
        String family = "Bearer " + secrets.get("tokens").get("family").asText();
        String installer = "Bearer " + secrets.get("tokens").get("installer").asText();
        String secret =
                Phone.sha1(secrets.get("persons").get(0).get("nightscoutSecret").asText());
        try (HubProcess hub = HubProcess.run(home)) {
            var page = new Phone(hub.address("http"));
            String reading = "[" + Phone.sgv(45, Instant.now(), "xDrip") + "]";
            assertThat(page.post("/api/v1/entries.json", reading, "api-secret", secret)
                            .statusCode())
                    .isEqualTo(200);

            HttpResponse<String> lastWeek = page.get(AUDIT, "Authorization", family);
            assertThat(lastWeek.statusCode()).as(lastWeek.body()).isEqualTo(404);
            String current = Phone.JSON.readTree(lastWeek.body()).get("current").asText();
            HttpResponse<String> soFar = page.get(AUDIT + "?week=" + current, "Authorization", family);

            assertThat(soFar.statusCode()).as(soFar.body()).isEqualTo(200);
            JsonNode audit = Phone.JSON.readTree(soFar.body());
            assertThat(audit.get("over").asBoolean()).isFalse();
            assertThat(audit.at("/classes/0/rule").asText()).isEqualTo("urgent-low");
            assertThat(audit.at("/classes/0/episodes").asInt())
                    .as("the record has it before the phone is answered")
                    .isEqualTo(1);
            assertThat(page.get(AUDIT + "?week=soon", "Authorization", family).statusCode())
                    .isEqualTo(400);
            assertThat(page.get(AUDIT + "?week=" + current, "Authorization", installer)
                            .statusCode())
                    .isEqualTo(403);
        }
    }
}
