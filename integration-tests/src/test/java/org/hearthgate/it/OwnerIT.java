package org.hearthgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the owner of a home does with the record: back it up, move it to another hub, change its keys, erase somebody. */
class OwnerIT {
    private static final Pattern CODE = Pattern.compile("[0-9A-Z]{4}(-[0-9A-Z]{4}){13}");
    private static final String MARK = "xDrip-Libre3-Marker";

    @TempDir
    private Path folder;

    @Test
    void a_running_hub_is_backed_up_and_another_hub_takes_over_with_the_recovery_code() throws Exception {
        Path home = folder.resolve("home");
        Path stick = folder.resolve("stick");
        Files.createDirectory(stick);
        JsonNode secrets = HubProcess.init(home, "Anna");
        String code;
        try (HubProcess hub = HubProcess.run(home)) {
            post(hub, secrets, 0, 123, 5);
            ok("backup", "--home", home.toString(), "--to", stick.toString());
            post(hub, secrets, 0, 124, 0);
            ok("backup", "--home", home.toString(), "--to", stick.toString());
            code = code(ok("backup", "--home", home.toString(), "--show-recovery-code"));
            assertThat(ok("backup", "--home", home.toString(), "--to", stick.toString(), "--verify")
                            .out())
                    .contains("all 2 rows are equal");
        }
        assertThat(whatIsIn(stick)).doesNotContain(MARK).doesNotContain("Anna");

        Path other = folder.resolve("other");
        JsonNode others = HubProcess.init(other, "Anna");
        Path codeFile = Files.writeString(folder.resolve("code"), code);
        ok(
                "restore",
                "--home",
                other.toString(),
                "--from",
                stick.toString(),
                "--recovery-code-file",
                codeFile.toString());
        try (HubProcess hub = HubProcess.run(other)) {
            assertThat(values(hub, others, 0)).containsExactly(124, 123);
        }
    }

    @Test
    void a_wrong_recovery_code_changes_nothing_and_says_so() throws Exception {
        Path home = folder.resolve("home");
        Path stick = Files.createDirectory(folder.resolve("stick"));
        JsonNode secrets = HubProcess.init(home, "Anna");
        try (HubProcess hub = HubProcess.run(home)) {
            post(hub, secrets, 0, 123, 0);
            ok("backup", "--home", home.toString(), "--to", stick.toString());
        }
        Path codeFile = Files.writeString(folder.resolve("code"), "AAAA-BBBB-CCCC-DDDD");
        HubProcess.Outcome outcome = HubProcess.hub(
                folder,
                "restore",
                "--home",
                home.toString(),
                "--from",
                stick.toString(),
                "--recovery-code-file",
                codeFile.toString());
        assertThat(outcome.exit()).isEqualTo(65);
        assertThat(outcome.err()).contains("recovery code");
        try (HubProcess hub = HubProcess.run(home)) {
            assertThat(values(hub, secrets, 0)).containsExactly(123);
        }
    }

    @Test
    void keys_change_while_the_hub_runs_and_nothing_is_lost() throws Exception {
        Path home = folder.resolve("home");
        JsonNode secrets = HubProcess.init(home, "Anna", "Ben");
        try (HubProcess hub = HubProcess.run(home)) {
            post(hub, secrets, 0, 101, 10);
            post(hub, secrets, 1, 201, 10);
            String before = ok("keys", "--home", home.toString()).out();
            ok("keys", "rotate", "--home", home.toString(), "--hub");
            ok("keys", "rotate", "--home", home.toString(), "--person", "anna");
            assertThat(ok("keys", "--home", home.toString()).out()).isNotEqualTo(before);
            post(hub, secrets, 0, 102, 5);
            assertThat(values(hub, secrets, 0)).containsExactly(102, 101);
            assertThat(values(hub, secrets, 1)).containsExactly(201);
        }
        try (HubProcess hub = HubProcess.run(home)) {
            assertThat(values(hub, secrets, 0)).containsExactly(102, 101);
        }
    }

    @Test
    void an_erased_person_is_gone_from_the_hub_from_its_files_and_from_the_backups() throws Exception {
        Path home = folder.resolve("home");
        Path stick = Files.createDirectory(folder.resolve("stick"));
        JsonNode secrets = HubProcess.init(home, "Anna", "Ben");
        try (HubProcess hub = HubProcess.run(home)) {
            post(hub, secrets, 0, 101, 5);
            post(hub, secrets, 1, 201, 5);
            ok("backup", "--home", home.toString(), "--to", stick.toString());
            HubProcess.Outcome erased = ok("erase", "--home", home.toString(), "--person", "anna", "--yes");
            assertThat(erased.out()).containsIgnoringCase("0 of");
            assertThat(new Phone(hub.address("http"))
                            .get("/api/v1/entries.json", "api-secret", secret(secrets, 0))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(values(hub, secrets, 1)).containsExactly(201);
        }
        try (HubProcess hub = HubProcess.run(home)) {
            assertThat(values(hub, secrets, 1)).containsExactly(201);
        }
        assertThat(whatIsIn(home.resolve("config"))).doesNotContain("anna");
        String code = code(ok("backup", "--home", home.toString(), "--show-recovery-code"));

        Path other = folder.resolve("other");
        JsonNode others = HubProcess.init(other, "Anna", "Ben");
        ok(
                "restore",
                "--home",
                other.toString(),
                "--from",
                stick.toString(),
                "--recovery-code-file",
                Files.writeString(folder.resolve("code"), code).toString());
        try (HubProcess hub = HubProcess.run(other)) {
            assertThat(values(hub, others, 0)).isEmpty();
            assertThat(values(hub, others, 1)).containsExactly(201);
        }
    }

    @Test
    void nothing_of_a_person_can_be_read_in_the_files_of_a_home() throws Exception {
        Path home = folder.resolve("home");
        JsonNode secrets = HubProcess.init(home, "Anna");
        try (HubProcess hub = HubProcess.run(home)) {
            post(hub, secrets, 0, 41, 0); // an urgent low, so that there is an alert too
            new Phone(hub.address("http"))
                    .post(
                            "/api/v1/entries.json",
                            "[{\"type\":\"sgv\",\"sgv\":\"refused " + MARK + "\"}]",
                            "api-secret",
                            secret(secrets, 0));
        }
        assertThat(whatIsIn(home.resolve("data")))
                .doesNotContain("refused " + MARK)
                .doesNotContain("\"sgv\"")
                .doesNotContain("Glucose is");
    }

    private HubProcess.Outcome ok(String... words) throws IOException, InterruptedException {
        HubProcess.Outcome outcome = HubProcess.hub(folder, words);
        assertThat(outcome.exit())
                .as("hub %s: %s%s", String.join(" ", words), outcome.out(), outcome.err())
                .isZero();
        return outcome;
    }

    private static String code(HubProcess.Outcome outcome) {
        Matcher code = CODE.matcher(outcome.out());
        assertThat(code.find()).as("a recovery code in %s", outcome.out()).isTrue();
        return code.group();
    }

    private static String secret(JsonNode secrets, int person) {
        return Phone.sha1(
                secrets.get("persons").get(person).get("nightscoutSecret").asText());
    }

    private static void post(HubProcess hub, JsonNode secrets, int person, int mgPerDl, int minutesAgo)
            throws IOException, InterruptedException {
        Instant at = Instant.now().minusSeconds(60L * minutesAgo);
        assertThat(new Phone(hub.address("http"))
                        .post(
                                "/api/v1/entries.json",
                                "[" + Phone.sgv(mgPerDl, at, MARK) + "]",
                                "api-secret",
                                secret(secrets, person))
                        .statusCode())
                .isEqualTo(200);
    }

    /** {@return the newest values first} */
    private static List<Integer> values(HubProcess hub, JsonNode secrets, int person)
            throws IOException, InterruptedException {
        var values = new ArrayList<Integer>();
        Phone.JSON
                .readTree(new Phone(hub.address("http"))
                        .get("/api/v1/entries.json?count=100", "api-secret", secret(secrets, person))
                        .body())
                .forEach(entry -> values.add(entry.get("sgv").asInt()));
        return values;
    }

    private static String whatIsIn(Path folder) throws IOException {
        var all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/native/"))
                    .toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
