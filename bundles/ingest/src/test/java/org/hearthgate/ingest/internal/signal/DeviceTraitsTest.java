package org.hearthgate.ingest.internal.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.hearthgate.testkit.Configured;
import org.junit.jupiter.api.Test;

class DeviceTraitsTest {
    @Test
    void the_name_itself_fits_before_any_beginning_and_the_longer_beginning_before_the_shorter() {
        assertThat(traits("cgm-anna").fits("cgm-anna"))
                .isGreaterThan(traits("cgm-*").fits("cgm-anna"));
        assertThat(traits("cgm-*").fits("cgm-anna")).isGreaterThan(traits("c*").fits("cgm-anna"));
        assertThat(traits("cgm-*").fits("pen")).isZero();
        assertThat(traits("cgm").fits("cgm-anna")).isZero();
    }

    @Test
    void refuses_what_would_silence_a_home() {
        assertThatIllegalArgumentException().isThrownBy(() -> traits("*")).withMessageContaining("device must name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> traits(Map.of("device", "cgm", "warmUpMinutes", 721)))
                .withMessageContaining("-1 to 720");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> traits(Map.of("device", "cgm", "lowestMgPerDl", 70, "highestMgPerDl", 100)))
                .withMessageContaining("50 above");
    }

    private static DeviceTraits traits(String device) {
        return traits(Map.of("device", device));
    }

    private static DeviceTraits traits(Map<String, ?> config) {
        return new DeviceTraits(Configured.by(DeviceTraits.Config.class, config));
    }
}
