package org.hearthgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The owner holds the alarms to account, by the real command, on a hub that runs and on one that does not. */
class AlertsIT {
    @TempDir
    private Path folder;

    @Test
    void an_alarm_is_explained_listed_audited_and_replayed_and_a_forged_log_is_found_out() throws Exception {
        Path home = folder.resolve("home");
        JsonNode secrets = HubProcess.init(home, "Anna");
        String id;
        try (HubProcess hub = HubProcess.run(home)) {
            for (int minutesAgo : new int[] {10, 5, 0}) {
                post(hub, secrets, 51 + minutesAgo * 3, minutesAgo);
            }
            id = idOf(ok("list", "--person", "anna"), "urgent low");
            assertThat(ok("verify")).contains("the chain of the alert log is whole");
            assertThat(ok("why", id))
                    .contains("raised by the rule urgent-low")
                    .contains("The same readings, judged again now, give the same")
                    .contains("The rule is the same");
            assertThat(ok("audit", "--person", "anna", "--week", thisWeek()))
                    .containsPattern("urgent-low +1 .*\\| +1 +0 +0");
        }
        // and where no hub runs
        assertThat(ok("why", id)).contains("The same readings, judged again now, give the same");
        replayOfTheHome(home);
        forge(home);
        HubProcess.Outcome forged = hub("alerts", "verify", "--home", home.toString());
        assertThat(forged.exit()).isEqualTo(65);
        assertThat(forged.err()).contains("is broken at entry 1");
    }

    private void replayOfTheHome(Path home) throws IOException, InterruptedException {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        Files.writeString(
                rules.resolve("org.hearthgate.rule.low.json"), "{\"belowMgPerDl\": 90, \"overFromMgPerDl\": 95}");
        HubProcess.Outcome outcome = hub(
                "replay",
                "--home",
                home.toString(),
                "--person",
                "anna",
                "--days",
                "1",
                "--rules",
                rules.toString(),
                "--compare");
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("3 readings")
                .contains("these settings")
                .contains("this home")
                .containsPattern("urgent lows called for +1 of 1 +\\| 1 of 1")
                .containsPattern("(?m)^low +1 .*\\| +[01] ");
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("hearthgate-replay-"))
                            .filter(path -> Files.exists(path.resolve("history.csv"))))
                    .as("nothing of a person is left lying about")
                    .isEmpty();
        }
    }

    /** One octet of the first entry, as somebody would who wants an alarm to have been another. */
    private static void forge(Path home) throws Exception {
        // a hub that ran in this process may have left it at a folder that is gone
        System.setProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"));
        try (Connection record = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("data/record.db"));
                Statement forgery = record.createStatement()) {
            assertThat(forgery.executeUpdate("UPDATE alert_entry SET changed_at = changed_at + 1 WHERE id = 1"))
                    .isEqualTo(1);
        }
    }

    private static String thisWeek() {
        return java.time.ZonedDateTime.now(java.time.ZoneId.systemDefault())
                .format(java.time.format.DateTimeFormatter.ISO_WEEK_DATE)
                .substring(0, 8);
    }

    private static String idOf(String list, String what) {
        return list.lines()
                .filter(line -> line.contains(what))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + what + " in " + list));
    }

    private String ok(String... words) throws IOException, InterruptedException {
        List<String> all = Stream.concat(
                        Stream.concat(Stream.of("alerts"), Stream.of(words)),
                        Stream.of("--home", folder.resolve("home").toString()))
                .toList();
        HubProcess.Outcome outcome = hub(all.toArray(String[]::new));
        assertThat(outcome.exit()).as("%s: %s", all, outcome.err()).isZero();
        return outcome.out();
    }

    private HubProcess.Outcome hub(String... words) throws IOException, InterruptedException {
        return HubProcess.hub(folder, words);
    }

    private static void post(HubProcess hub, JsonNode secrets, int mgPerDl, int minutesAgo)
            throws IOException, InterruptedException {
        Instant at = Instant.now().minusSeconds(60L * minutesAgo);
        assertThat(new Phone(hub.address("http"))
                        .post(
                                "/api/v1/entries.json",
                                "[" + Phone.sgv(mgPerDl, at, "test") + "]",
                                "api-secret",
                                Phone.sha1(secrets.get("persons")
                                        .get(0)
                                        .get("nightscoutSecret")
                                        .asText()))
                        .statusCode())
                .isEqualTo(200);
    }
}
