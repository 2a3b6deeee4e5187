package org.hearthgate.adapter.bluetooth.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.hearthgate.testkit.Configured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static Settings with(Map<String, ?> values) {
        return BluetoothRoom.settings(Configured.by(BluetoothRoom.Config.class, values));
    }

    @Test
    void the_defaults_are_good() {
        Settings defaults = with(Map.of("busAddress", "unix:path=/run/dbus/system_bus_socket"));

        assertThat(defaults.adapters()).isEmpty();
        assertThat(defaults.answer()).isEqualTo(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connectSeconds",
                "servicesSeconds",
                "answerSeconds",
                "firstPauseSeconds",
                "againAfterSeconds",
                "pairingSeconds",
                "queuedValues"
            })
    void a_setting_that_cannot_be_used_is_named(String key) {
        assertThatThrownBy(() -> with(Map.of(key, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Settings.PID)
                .hasMessageContaining(key);
    }

    @Test
    void pauses_cannot_shrink_and_a_bus_is_a_socket() {
        assertThatThrownBy(() -> with(Map.of("firstPauseSeconds", 10, "longestPauseSeconds", 9)))
                .hasMessageContaining("longestPauseSeconds");
        assertThatThrownBy(() -> with(Map.of("busAddress", "tcp:host=example.org")))
                .hasMessageContaining("busAddress")
                .hasMessageContaining("unix:path=");
    }

    @Test
    void pauses_grow_to_their_limit_and_begin_again_after_a_success() {
        var pauses = new Pauses(Duration.ofSeconds(2), Duration.ofSeconds(120), () -> 0.5);

        assertThat(pauses.failed()).isEqualTo(Duration.ofSeconds(2));
        assertThat(pauses.failed()).isEqualTo(Duration.ofSeconds(4));
        for (int i = 0; i < 100; i++) {
            pauses.failed();
        }
        assertThat(pauses.failed()).isEqualTo(Duration.ofSeconds(120));
        pauses.succeeded();
        assertThat(pauses.failed()).isEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.999})
    void pauses_differ_by_a_quarter_at_most(double chance) {
        assertThat(new Pauses(Duration.ofSeconds(4), Duration.ofSeconds(4), () -> chance).failed())
                .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
    }
}
