package org.hearthgate.adapter.scale.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.hearthgate.api.device.HeardDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleKindTest {
    private final ScaleKind kind = new ScaleKind();

    private static HeardDevice heard(String transport, String name, String service) {
        return new HeardDevice(
                transport,
                ScaleHome.ADDRESS,
                Optional.of(name),
                Set.of(service),
                OptionalInt.empty(),
                ScaleHome.NOON,
                false,
                Map.of());
    }

    @ParameterizedTest(name = "{0} with {1} speaks {2}")
    @CsvSource({
        "MIBFS, 181B, xiaomi",
        "MI SCALE, 181D, xiaomi",
        "MI_SCALE, FE95, xiaomi",
        "BF720, 181D, standard",
        "BF720, 181B, standard"
    })
    void the_inbox_knows_how_a_scale_speaks(String name, String service, String speaks) {
        assertThat(kind.settingsFor(heard("bluetooth", name, service))).contains(Map.of("speaks", speaks));
    }

    @Test
    void what_is_no_scale_is_somebody_elses() {
        assertThat(kind.settingsFor(heard("bluetooth", "Strap", "180D"))).isEmpty();
        assertThat(kind.settingsFor(heard("mqtt", "MIBFS", "181B"))).isEmpty();
    }

    @Test
    void everybody_uses_it_and_it_needs_no_pairing() {
        assertThat(kind.shared()).isTrue();
        assertThat(kind.wantsPairing()).isFalse();
        assertThat(kind.factoryPid()).isEqualTo(ScaleAdapter.PID);
        assertThat(kind.addressKey()).isEqualTo("bluetoothAddress");
    }
}
