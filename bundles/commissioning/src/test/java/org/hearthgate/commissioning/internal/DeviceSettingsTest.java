package org.hearthgate.commissioning.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.commissioning.internal.Workshop.anna;
import static org.hearthgate.commissioning.internal.Workshop.get;
import static org.hearthgate.commissioning.internal.Workshop.refusal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hearthgate.api.commissioning.Applied;
import org.hearthgate.api.commissioning.CommissioningException;
import org.hearthgate.api.commissioning.CommissioningException.Reason;
import org.hearthgate.api.commissioning.SettingsProblem;
import org.hearthgate.api.commissioning.SettingsUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which settings of a device are taken, which are refused and how, and which never come out again. */
class DeviceSettingsTest {
    private static final String FIRST = "00:00:5E:00:53:01";
    private static final String PID = "org.hearthgate.adapter.toy~toy-1";

    @TempDir
    private Path folder;

    private Workshop open() throws Exception {
        return new Workshop(new org.apache.felix.framework.FrameworkFactory(), folder, false);
    }

    @Test
    void every_wrong_setting_is_named_with_what_to_do_and_nothing_is_touched() throws Exception {
        try (var hub = open()) {
            hub.radio.hears(FIRST, "toy", true);
            get(hub.desk().roster().assign("installer", anna(FIRST)));
            Map<String, Object> wrong = Map.of(
                    "minutesBetweenReadings", 16L,
                    "gain", "much",
                    "colour", "green",
                    "person", "nobody",
                    "label", "x".repeat(61),
                    "aliases", "one",
                    "colur", "red",
                    ".toyKey", 5L);

            List<SettingsProblem> problems =
                    hub.desk().settings().check(PID, SettingsUpdate.of(wrong)).problems();

            assertThat(problems)
                    .extracting(problem -> problem.key() + " " + problem.message())
                    .containsExactlyInAnyOrder(
                            ".toyKey is a text; it means \"Key\"",
                            "aliases is a list of texts, was the text 'one'; it means \"Aliases\"",
                            "colour must be one of red, blue, was the text 'green'",
                            "colur is unknown; org.hearthgate.adapter.toy has .toyKey, aliases, backwards,"
                                    + " bluetoothAddress, colour, gain, label, minutesBetweenReadings, person",
                            "gain is a number, was the text 'much'; it means \"Gain\"",
                            "minutesBetweenReadings must be 1 to 15, was 16",
                            "person names nobody of this home; here live anna, ben",
                            "label may have 60 characters, has 61; shorten it");
            assertThat(refusal(hub.desk().settings().apply("installer", PID, SettingsUpdate.of(wrong)))
                            .problems())
                    .hasSize(8);
            assertThat(hub.desk().settings().of(PID).orElseThrow().values().get("colour"))
                    .isEqualTo("blue");
        }
    }

    @Test
    void a_needed_setting_that_is_missing_is_named() throws Exception {
        try (var hub = open()) {
            assertThat(hub.desk()
                            .settings()
                            .check("org.hearthgate.adapter.toy~mine", SettingsUpdate.of(Map.of("person", "anna")))
                            .problems())
                    .containsExactly(new SettingsProblem(
                            "bluetoothAddress", "must be set; it means \"Address: AA:BB:CC:DD:EE:FF\""));
            assertThatThrownBy(() -> hub.desk()
                            .settings()
                            .check("org.hearthgate.adapter.toy", SettingsUpdate.of(Map.of("person", "anna"))))
                    .hasMessageContaining("<factory pid>~<name>");
        }
    }

    @Test
    void a_secret_goes_in_and_never_comes_out_and_its_file_is_the_owners_alone() throws Exception {
        try (var hub = open()) {
            hub.radio.hears(FIRST, "toy", true);
            get(hub.desk().roster().assign("installer", anna(FIRST)));
            Applied applied = get(
                    hub.desk().settings().apply("installer", PID, SettingsUpdate.of(Map.of(".toyKey", "swordfish"))));

            assertThat(applied.toString()).doesNotContain("swordfish");
            assertThat(hub.desk().settings().all().toString()).doesNotContain("swordfish");
            assertThat(hub.desk().settings().of(PID).orElseThrow().secrets()).containsExactly(".toyKey");
            assertThat(hub.desk().roster().export().toString()).doesNotContain("swordfish");
            assertThat(hub.desk().changes().toString()).contains(".toyKey").doesNotContain("swordfish");
            assertThat(Files.getPosixFilePermissions(hub.config().resolve(PID + ".json")))
                    .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

            get(hub.desk().settings().apply("installer", PID, new SettingsUpdate(Map.of(), Set.of(".toyKey"))));

            assertThat(Files.readString(hub.config().resolve(PID + ".json"))).doesNotContain("toyKey");
        }
    }

    @Test
    void what_is_not_a_devices_cannot_be_set_here() throws Exception {
        try (var hub = open()) {
            for (String pid : List.of(
                    "org.hearthgate.rule.low",
                    "org.hearthgate.access~family",
                    "org.hearthgate.commissioning",
                    "org.hearthgate.adapter.simulator~anna")) {
                assertThatThrownBy(() -> hub.desk().settings().check(pid, SettingsUpdate.of(Map.of())))
                        .as(pid)
                        .isInstanceOfSatisfying(CommissioningException.class, refused -> assertThat(refused.reason())
                                .isEqualTo(Reason.NOT_HERE));
            }
            assertThatThrownBy(() -> hub.desk()
                            .settings()
                            .check("org.hearthgate.adapter.toy~../../x", SettingsUpdate.of(Map.of())))
                    .isInstanceOf(CommissioningException.class);
        }
    }

    @Test
    void a_form_tells_everything_but_secrets() throws Exception {
        try (var hub = open()) {
            assertThat(hub.desk().settings().forms()).singleElement().satisfies(form -> {
                assertThat(form.pid()).isEqualTo("org.hearthgate.adapter.toy");
                assertThat(form.factory()).isTrue();
                assertThat(form.fields())
                        .extracting(field -> field.key() + " " + field.type() + " " + field.required() + " "
                                + field.min().orElse("-") + ".." + field.max().orElse("-") + " " + field.defaults())
                        .contains(
                                "person TEXT true -..- []",
                                "minutesBetweenReadings WHOLE_NUMBER false 1..15 [5]",
                                "gain NUMBER false 0.5..2 [1]",
                                "backwards TRUTH false -..- [false]",
                                ".toyKey SECRET false -..- []");
                assertThat(form.fields())
                        .filteredOn(field -> field.key().equals("colour"))
                        .singleElement()
                        .satisfies(field -> assertThat(field.choices()).hasSize(2));
            });
        }
    }
}
