package org.hearthgate.adapter.scale.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.hearthgate.api.ieee11073.FrameException;
import org.junit.jupiter.api.Test;

class ScaleFuzzTest {
    private static final List<String[]> FRAMES = List.of(
            new String[] {"181D", "2A9D"},
            new String[] {"181D", "2A9E"},
            new String[] {"181B", "2A9C"},
            new String[] {"181B", "2A9B"},
            new String[] {"181C", "2A9F"},
            new String[] {"181C", "2A99"},
            new String[] {"181C", "2A8E"},
            new String[] {"181C", "2A98"},
            new String[] {"181C", "2A85"},
            new String[] {"adv service data 181D", "MI1"},
            new String[] {"adv service data 181B", "MI2"});

    private final ScaleFrames frames = new ScaleFrames();
    private final WeighingReader reader =
            new WeighingReader(ScaleHome.SCALE.deviceId(), ZoneId.of("Europe/Berlin"), Duration.ofMinutes(10));

    /** Whatever comes is read or refused, and what is read has only values of a body in it. */
    private void survives(byte[] octets) {
        for (String[] frame : FRAMES) {
            Map<String, Object> tree = frames.decode(frame[0], frame[1], octets);
            assertThat(tree).isNotEmpty();
        }
        for (ScaleFrame.Kind kind : ScaleFrame.Kind.values()) {
            try {
                Weighing weighing = reader.read(List.of(new ScaleFrame(kind, octets)), ScaleHome.NOON);
                assertThat(weighing.of(org.hearthgate.testkit.Given.ANNA)).isNotEmpty();
                assertThat(reader.read(ScaleFrame.unpack(ScaleFrame.pack(weighing.frames())), ScaleHome.NOON))
                        .isEqualTo(weighing);
            } catch (FrameException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Property(tries = 2000)
    void survives_any_octets(@ForAll @Size(max = 40) byte[] octets) {
        survives(octets);
    }

    @Property(tries = 1000)
    void reads_every_weight_as_the_decimal_that_it_is(@ForAll @IntRange(min = 40, max = 65534) int raw)
            throws Exception {
        byte[] octets = {0, (byte) raw, (byte) (raw >> 8)};

        assertThat(ScaleDecoder.weight(octets)
                        .weight()
                        .orElseThrow()
                        .movePointRight(3)
                        .intValueExact())
                .isEqualTo(raw * 5);
    }

    /** As many as {@code -Dfuzz.inputs} says: lengths around the real ones, flags of every kind. */
    @Test
    void survives_as_many_random_frames_as_asked_for() {
        var random = new SplittableRandom(181);
        int inputs = Integer.getInteger("fuzz.inputs", 20_000);
        for (int input = 0; input < inputs; input++) {
            byte[] octets = new byte[random.nextInt(34)];
            random.nextBytes(octets);
            survives(octets);
        }
        assertThat(inputs).isPositive();
    }
}
