package org.hearthgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command `hub` as a person types it. */
class CommandIT {
    private static final int TERMINATED = 143;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "hub {0} exits {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--help | 0 | Usage: hub",
                "init --help | 0 | Make a home",
                "run | 64 | Missing required option: '--home=DIR'",
                "fly | 64 | Unmatched argument",
                "run --home /nowhere/at/all | 65 | make one with `hub init",
                "run --home /tmp --http nonsense | 64 | is no address",
                "replay --person-csv /no/such.csv --out /tmp/x | 65 | cannot read",
                "decode --csv /no/such.csv | 65 | give a CSV file with the columns service, characteristic, hex",
                "decode | 64 | Missing required option: '--csv=FILE'",
                "demo --speed 0 | 64 | --speed must be",
                "init --home /tmp/never-made --person Anna --zone Mars/Base | 64 | is no time zone"
            })
    void answers_with_one_line_and_the_right_code(String arguments, int exit, String says) throws Exception {
        HubProcess.Outcome outcome = HubProcess.hub(folder, arguments.strip().split(" "));
        assertThat(outcome.exit()).isEqualTo(exit);
        assertThat(exit == 0 ? outcome.out() : outcome.err()).contains(says);
        if (exit != 0) {
            assertThat(outcome.err().lines()).hasSize(1);
            assertThat(outcome.out()).isEmpty();
        }
    }

    @Test
    void init_tells_every_secret_once_and_keeps_only_what_it_must() throws Exception {
        Path home = folder.resolve("home");
        JsonNode told = HubProcess.init(home, "Anna", "Zoë Müller");
        assertThat(told.get("persons")).hasSize(2);
        assertThat(told.get("persons").get(1).get("id").asText()).isEqualTo("zoe-muller");
        for (String role : List.of("family", "installer", "fleet", "clinician")) {
            assertThat(told.get("tokens").get(role).asText()).hasSizeGreaterThan(20);
        }
        var kept = new StringBuilder();
        try (var files = Files.list(home.resolve("config"))) {
            for (Path file : files.toList()) {
                kept.append(Files.readString(file));
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as("%s", file)
                        .isEqualTo("rw-------");
            }
        }
        assertThat(kept.toString())
                .doesNotContain(told.get("tokens").get("family").asText())
                .doesNotContain(
                        told.get("persons").get(0).get("nightscoutSecret").asText())
                .doesNotContain(
                        told.get("persons").get(0).get("nightscoutToken").asText());
        assertThat(HubProcess.hub(folder, "init", "--home", home.toString(), "--person", "Anna")
                        .exit())
                .as("a home is never overwritten")
                .isEqualTo(65);
    }

    @Test
    void run_stops_cleanly_on_SIGTERM_and_two_hubs_never_share_a_record() throws Exception {
        Path home = folder.resolve("home");
        HubProcess.init(home, "Anna");
        try (HubProcess hub = HubProcess.run(home)) {
            HubProcess.Outcome second = HubProcess.hub(
                    folder,
                    "run",
                    "--home",
                    home.toString(),
                    "--http",
                    "127.0.0.1:0",
                    "--coap",
                    "127.0.0.1:0",
                    "--coaps",
                    "127.0.0.1:0");
            assertThat(second.exit()).isEqualTo(75);
            assertThat(hub.isAlive()).isTrue();
            assertThat(hub.stop()).isIn(0, TERMINATED);
            assertThat(hub.log()).as("a clean stop says nothing alarming").doesNotContain("SEVERE", "Exception");
        }
    }

    @Test
    void doctor_says_what_works_in_a_new_home() throws Exception {
        Path home = folder.resolve("home");
        HubProcess.init(home, "Anna");
        HubProcess.Outcome outcome = HubProcess.hub(folder, "doctor", "--home", home.toString());
        assertThat(outcome.out())
                .contains("ok    alarm path")
                .contains("ok    store")
                .contains("ok    verdict");
        assertThat(outcome.exit()).isZero();
        Files.setPosixFilePermissions(
                home.resolve("config/org.hearthgate.access~family.json"), PosixFilePermissions.fromString("rw-r--r--"));
        HubProcess.Outcome careless = HubProcess.hub(folder, "doctor", "--home", home.toString());
        assertThat(careless.out()).contains("FAIL  secrets").contains("chmod 600");
        assertThat(careless.exit()).isEqualTo(75);
    }

    @Test
    void demo_is_alive_on_its_page_at_once() throws Exception {
        try (HubProcess demo = HubProcess.ready(folder.resolve("demo.log"), "demo", "--http", "0", "--speed", "60")) {
            var phone = new Phone(demo.address("http"));
            assertThat(phone.get("/").statusCode()).isEqualTo(200);
            assertThat(phone.get("/health").statusCode()).isEqualTo(200);
            assertThat(demo.address("mqtt")).isNotNull();
            assertThat(demo.stop()).isIn(0, TERMINATED);
        }
    }
}
