package org.hearthgate.notify.homeassistant.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;

import org.hearthgate.api.alert.Alert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HouseSettingsTest {
    @Test
    void shares_nobody_unless_they_are_named() {
        assertThat(Wanted.settings().people()).isEmpty();
        assertThat(Wanted.settings().subject(ANNA)).isEmpty();
        assertThat(Wanted.settings().subject(Alert.HUB)).isPresent();
        assertThat(Wanted.settings("people", Wanted.people(" anna ", "", "ben = Big one"))
                        .subject(BEN)
                        .map(Subject::label))
                .contains("Big one");
    }

    @Test
    void somebody_without_a_label_is_shown_under_a_word_that_says_nothing() {
        assertThat(Wanted.settings("people", Wanted.people("anna"))
                        .people()
                        .get(0)
                        .label())
                .matches("Person [0-9a-f]{4}");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "org.hearthgate.notify.homeassistant, home-assistant",
        "org.hearthgate.notify.homeassistant~home, home-assistant",
        "org.hearthgate.notify.homeassistant~school, home-assistant.school"
    })
    void a_channel_is_called_after_its_configuration(String pid, String id) {
        assertThat(Wanted.settings("service.pid", pid).channelId()).isEqualTo(id);
    }

    @Test
    void a_wrong_setting_is_named_with_what_to_do() {
        refuses("brokerUri must be ssl:// for '192.168.1.5'", "brokerUri", "tcp://192.168.1.5:1883");
        refuses("brokerUri must be tcp://localhost:port or ssl://host:port", "brokerUri", "http://localhost");
        refuses("brokerUri must end after the port", "brokerUri", "ssl://user:secret@broker");
        refuses("brokerUri is not a URI", "brokerUri", "ssl://a b");
        refuses("clientId must be", "clientId", "a/b");
        refuses("clientId must be", "clientId", "a.b");
        refuses("topicPrefix must be", "topicPrefix", "#");
        refuses("discoveryPrefix must be", "discoveryPrefix", "/");
        refuses(".password is set without a username", ".password", "x");
        refuses(".idKey must have at least 16", ".idKey", "short");
        refuses("unit must be mg/dL or mmol/L", "unit", "mmol");
        refuses("expireAfterSeconds must be 300 to 3600", "expireAfterSeconds", 299);
        refuses("heartbeatSeconds must be 10 to 600", "heartbeatSeconds", 9);
        refuses("snoozeMinutes must be 1 to 120", "snoozeMinutes", 121);
        refuses("must be a person id", "people", Wanted.people("Anna B"));
        refuses("label of 'anna' must be", "people", Wanted.people("anna="));
        refuses("names 'anna' twice", "people", Wanted.people("anna", "anna=A"));
        refuses("the hub itself", "people", Wanted.people("hub"));
    }

    private static void refuses(String words, Object... keysAndValues) {
        assertThatThrownBy(() -> Wanted.settings(keysAndValues))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("secret");
    }

    @Test
    void plain_mqtt_beyond_this_machine_needs_a_word() {
        var settings = Wanted.settings("brokerUri", "tcp://192.168.1.5", "plainAllowed", true);
        assertThat(settings.address()).isEqualTo("192.168.1.5:1883");
        assertThat(Wanted.settings("brokerUri", "ssl://broker").address()).isEqualTo("broker:8883");
    }

    @Test
    void no_secret_is_in_its_text() {
        assertThat(Wanted.settings("username", "hub", ".password", "hunter2").toString())
                .doesNotContain("hunter2");
    }
}
