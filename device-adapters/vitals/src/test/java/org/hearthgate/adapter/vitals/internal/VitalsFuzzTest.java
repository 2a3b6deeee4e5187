package org.hearthgate.adapter.vitals.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.hearthgate.api.gatt.GattUuid;
import org.hearthgate.api.gatt.GattValue;
import org.hearthgate.testkit.RecordingSink;
import org.junit.jupiter.api.Test;

class VitalsFuzzTest {
    private static final List<String[]> FRAMES = List.of(
            new String[] {"1810", "2A35"},
            new String[] {"1810", "2A36"},
            new String[] {"1810", "2A49"},
            new String[] {"1822", "2A5E"},
            new String[] {"1822", "2A5F"},
            new String[] {"1822", "2A60"},
            new String[] {"1809", "2A1C"},
            new String[] {"1809", "2A1E"},
            new String[] {"1809", "2A1D"},
            new String[] {"1809", "2A21"});

    private final VitalsFrames frames = new VitalsFrames();
    private final VitalsHome home = new VitalsHome();

    private DeviceLine line() {
        return new DeviceLine(
                home.link, new RecordingSink(), home.household, home.clock, VitalsHome.ADDRESS, "anna", false);
    }

    private static GattValue value(byte[] octets) {
        return new GattValue(GattUuid.of(0x1810), GattUuid.of(0x2A35), octets, VitalsHome.NOON);
    }

    private void survives(byte[] octets, DeviceLine line) {
        for (String[] frame : FRAMES) {
            Map<String, Object> tree = frames.decode(frame[0], frame[1], octets);
            assertThat(tree).isNotEmpty();
        }
        // what is read has only values of a body in it, else it is refused: the records themselves check
        new BloodPressureIntake(line, Map.of()).take(value(octets));
        line.keep(new SpotCheckIntake(line).read(value(octets), false));
    }

    @Property(tries = 2000)
    void survives_any_octets(@ForAll @Size(max = 40) byte[] octets) {
        try (DeviceLine line = line()) {
            survives(octets, line);
        }
    }

    @Property(tries = 1000)
    void a_tenth_of_a_degree_is_exact(@ForAll @IntRange(min = 200, max = 460) int tenths) throws Exception {
        byte[] octets = {0, (byte) tenths, (byte) (tenths >> 8), 0, (byte) 0xFF};

        assertThat(TemperatureDecoder.measurement(octets)
                        .celsius()
                        .orElseThrow()
                        .movePointRight(1)
                        .intValueExact())
                .isEqualTo(tenths);
    }

    /** As many as {@code -Dfuzz.inputs} says. */
    @Test
    void survives_as_many_random_frames_as_asked_for() {
        var random = new SplittableRandom(1810);
        int inputs = Integer.getInteger("fuzz.inputs", 20_000);
        for (int input = 0; input < inputs; input++) {
            byte[] octets = new byte[random.nextInt(24)];
            random.nextBytes(octets);
            // a sink of its own each time: the memory of the test stays flat
            try (DeviceLine line = line()) {
                survives(octets, line);
            }
        }
        assertThat(inputs).isPositive();
    }
}
