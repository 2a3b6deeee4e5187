package org.hearthgate.adapter.coap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.hearthgate.api.device.DeviceKind;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.util.converter.Converters;

class CoapDeviceTest {
    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        "Anna, urn:dev:mac:02ab:, '', person id",
        "'', urn:dev:mac:02ab:, '', person id",
        "anna, mac:02ab:, '', deviceUrn",
        "anna, '', '', deviceUrn",
        "anna, urn:dev:mac:02ab:, fifteen-octets-, .psk",
    })
    void refuses_a_setting_and_says_which(String person, String urn, String key, String which) {
        assertThatThrownBy(() -> RunningDoor.device(person, urn, key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(which)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("fifteen-octets-"));
    }

    @Test
    void never_prints_its_key() {
        assertThat(RunningDoor.device("anna", "urn:dev:mac:02ab:", RunningDoor.ANNAS_KEY)
                        .toString())
                .doesNotContain(RunningDoor.ANNAS_KEY);
    }

    @Test
    void belongs_to_the_person_of_the_longest_urn_that_covers_it() {
        var book = new DeviceBook();
        book.add(RunningDoor.device("anna", "urn:dev:mac:02ab", ""));
        book.add(RunningDoor.device("ben", "urn:dev:mac:02ab:left:", ""));

        assertThat(book.ownerOf("urn:dev:mac:02ab:")).contains(Given.ANNA);
        assertThat(book.ownerOf("urn:dev:mac:02AB/")).contains(Given.ANNA);
        assertThat(book.ownerOf("urn:dev:mac:02ab:left:inner:")).contains(Given.BEN);
        assertThat(book.ownerOf("urn:dev:mac:02abcd:")).isEmpty();
        assertThat(book.ownerOf("urn:dev:mac:02")).isEmpty();
    }

    @Test
    void says_when_two_keys_of_one_person_disagree() {
        var book = new DeviceBook();
        book.add(RunningDoor.device("anna", "urn:dev:mac:02ab:", RunningDoor.ANNAS_KEY));
        book.add(RunningDoor.device("anna", "urn:dev:mac:02ac:", ""));
        book.add(RunningDoor.device("anna", "urn:dev:mac:02ad:", RunningDoor.ANNAS_KEY));
        assertThat(book.keysDisagree()).isFalse();

        book.add(RunningDoor.device("anna", "urn:dev:mac:02ae:", RunningDoor.BENS_KEY));
        assertThat(book.keysDisagree()).isTrue();
        assertThat(book.keyOf("anna")).contains(RunningDoor.ANNAS_KEY);
    }

    @Test
    void has_its_persons_identity_or_one_that_opens_for_it_alone() {
        var book = new DeviceBook();
        book.add(RunningDoor.device("anna", "urn:dev:mac:02ab:", RunningDoor.ANNAS_KEY));
        book.add(RunningDoor.device("anna", "urn:dev:mac:02ac:", RunningDoor.BENS_KEY, "urn:dev:mac:02ac:"));

        assertThat(book.keyOf("anna")).contains(RunningDoor.ANNAS_KEY);
        assertThat(book.keyOf("urn:dev:mac:02ac:")).contains(RunningDoor.BENS_KEY);
        assertThat(book.keysDisagree()).isFalse();
        assertThat(book.caller("anna").orElseThrow().mayNameDevice("urn:dev:mac:ffff:"))
                .isTrue();
        DeviceBook.Caller alone = book.caller("urn:dev:mac:02ac:").orElseThrow();
        assertThat(alone.person()).isEqualTo(Given.ANNA);
        assertThat(alone.mayNameDevice("urn:dev:mac:02ac:left:")).isTrue();
        assertThat(alone.mayNameDevice("urn:dev:mac:02ab:")).isFalse();
        assertThat(book.caller("ben")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ben", "sensor1"})
    void refuses_an_identity_that_could_be_a_person(String identity) {
        assertThatThrownBy(() -> RunningDoor.device("anna", "urn:dev:mac:02ab:", RunningDoor.ANNAS_KEY, identity))
                .hasMessageContaining("could be a person");
    }

    @ParameterizedTest(name = "host {0}, port {1}, allowed {2}: plain CoAP {3}")
    @CsvSource({
        "127.0.0.1, 5683, false, true",
        "::1, 5683, false, true",
        "0.0.0.0, 5683, false, false",
        "0.0.0.0, 5683, true, true",
        "127.0.0.1, 0, false, true",
        "127.0.0.1, -1, true, false"
    })
    void opens_plain_coap_on_loopback_or_where_the_installer_allows_it(
            String host, int port, boolean allowed, boolean open) {
        var config = Converters.standardConverter()
                .convert(Map.of("host", host, "port", port, "plainEnabled", allowed))
                .to(CoapAdapter.Config.class);

        assertThat(CoapAdapter.plainAddress(config).isPresent()).isEqualTo(open);
    }

    /** The commissioning room writes these keys; one that a kind did not know would be refused as a slip of the pen. */
    @Test
    void both_kinds_have_the_keys_that_the_installer_sets() throws Exception {
        for (var kind : Map.of(
                        new CoapDeviceKind(), CoapDevice.Config.class, new CoapSensorKind(), CoapSensor.Config.class)
                .entrySet()) {
            for (String key :
                    List.of(DeviceKind.PERSON, DeviceKind.LABEL, kind.getKey().addressKey())) {
                assertThat(kind.getValue().getMethod(key).getReturnType()).isEqualTo(String.class);
            }
            assertThat(kind.getValue().getMethod(DeviceKind.LABEL).getDefaultValue())
                    .isEqualTo("");
        }
    }

    @ParameterizedTest(name = "{0} characters: {1}")
    @CsvSource({"0, true", "60, true", "61, false"})
    void may_be_called_something_in_60_characters(int length, boolean good) {
        var config = Configured.by(
                CoapDevice.Config.class,
                Map.of("person", "anna", "deviceUrn", "urn:dev:mac:02ab:", DeviceKind.LABEL, "x".repeat(length)));
        if (good) {
            assertThat(new CoapDevice(config).person()).isEqualTo(Given.ANNA);
        } else {
            assertThatThrownBy(() -> new CoapDevice(config)).hasMessageContaining("label must have at most 60");
        }
    }
}
