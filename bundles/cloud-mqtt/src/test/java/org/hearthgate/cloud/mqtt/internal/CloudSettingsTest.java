package org.hearthgate.cloud.mqtt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.util.converter.Converters;

class CloudSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "ssl://broker.example, ssl://broker.example:8883",
        "tcp://localhost, tcp://localhost:1883",
        "tcp://127.0.0.1:1884, tcp://127.0.0.1:1884",
        "tcp://[::1]:1883, tcp://[::1]:1883",
    })
    void takes_a_broker_with_or_without_its_port(String written, String meant) {
        assertThat(CloudSettings.of(Wanted.uplink("brokerUri", written)).broker())
                .hasToString(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://broker.example:1883",
                "tcp://127.0.0.1.example:1883",
                "tcp://192.168.1.2",
                "http://localhost",
                "ssl://user:secret@broker.example",
                "ssl://broker.example/topic",
                "ssl://",
                "localhost:1883",
                "not a uri",
                ""
            })
    void refuses_what_is_open_to_read_on_the_way_or_not_a_broker_and_repeats_no_secret(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CloudSettings.of(Wanted.uplink("brokerUri", written)))
                .withMessageContaining("brokerUri")
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#", "a/b", "+", "$EDC", "a b"})
    void refuses_an_account_or_client_id_that_would_change_the_topic(String token) {
        assertThatIllegalArgumentException().isThrownBy(() -> CloudSettings.of(Wanted.uplink("account", token)));
        assertThatIllegalArgumentException().isThrownBy(() -> CloudSettings.of(Wanted.uplink("clientId", token)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"brokerUri", "account", "clientId"})
    void names_a_key_that_is_missing(String key) {
        var keys = new HashMap<String, Object>(
                Map.of("brokerUri", "tcp://localhost", "account", "home", "clientId", "hub-7"));
        keys.remove(key);
        var config = Converters.standardConverter().convert(keys).to(CloudUplink.Config.class);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CloudSettings.of(config))
                .withMessageContaining(key);
    }

    @Test
    void never_prints_the_login() {
        var settings = CloudSettings.of(Wanted.uplink("username", "hub-user", ".password", "hunter2"));

        assertThat(settings.login().password()).isEqualTo("hunter2");
        assertThat(settings.toString()).doesNotContain("hunter2", "hub-user");
    }

    @Test
    void refuses_a_password_for_nobody() {
        assertThatIllegalArgumentException().isThrownBy(() -> CloudSettings.of(Wanted.uplink(".password", "hunter2")));
    }
}
