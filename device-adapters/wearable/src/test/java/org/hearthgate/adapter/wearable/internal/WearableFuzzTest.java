package org.hearthgate.adapter.wearable.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** {@code -Dfuzz.inputs=1000000} tries a million. */
class WearableFuzzTest {
    private final WearableFrames frames = new WearableFrames();

    @Property(tries = 2000)
    void any_octets_are_a_frame_or_an_error(@ForAll @Size(max = 40) byte[] octets) {
        survives(octets);
    }

    @Test
    void survives_as_many_random_frames_as_are_asked_for() {
        var random = new Random(4);
        for (int i = 0; i < Integer.getInteger("fuzz.inputs", 20_000); i++) {
            var octets = new byte[random.nextInt(24)];
            random.nextBytes(octets);
            survives(octets);
        }
    }

    private void survives(byte[] octets) {
        Map<String, Object> decoded = frames.decode("180D", "2A37", octets);
        if (!decoded.containsKey("error")) {
            assertThat((int) decoded.get("bpm")).isBetween(0, 65_535);
            assertThat((String) decoded.get("contact")).isIn("detected", "not detected", "not supported");
        } else {
            assertThat(decoded).containsOnlyKeys("error");
        }
        assertThat(frames.decode("180D", "2A38", octets)).hasSize(1);
    }
}
