package org.hearthgate.adapter.meter.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.logging.Logger;
import org.hearthgate.api.ieee11073.FrameException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Says what a frame costs, for the README. Only when asked for ({@code -Dspeed.frames}); it measures and asserts no time. */
@EnabledIfSystemProperty(named = "speed.frames", matches = "\\d+")
class MeterDecodeSpeedTest {
    private static final Logger LOG = Logger.getLogger(MeterDecodeSpeedTest.class.getName());

    private record Frame(String characteristic, String hex) {}

    @Test
    void tells_nanoseconds_a_frame() throws FrameException {
        var decoder = new MeterFrameDecoder();
        int count = Integer.getInteger("speed.frames");
        for (Frame frame : List.of(
                new Frame("2A18", "0b0900ea070b150a2000c4ff58b2112000"),
                new Frame("2A34", "ff06000001020304030202080405010203"))) {
            byte[] octets = HexFormat.of().parseHex(frame.hex());
            long entries = 0;
            long nanoseconds = 0;
            // the first rounds warm up
            for (int round = 0; round < 3; round++) {
                long began = System.nanoTime();
                for (int time = 0; time < count; time++) {
                    entries += decoder.decode("1808", frame.characteristic(), octets)
                            .size();
                }
                nanoseconds = System.nanoTime() - began;
            }
            assertThat(entries).isPositive();
            LOG.info(frame.characteristic() + ", " + octets.length + " octets: " + nanoseconds / count
                    + " ns to the tree");
        }
        byte[] octets = HexFormat.of().parseHex("0b0900ea070b150a2000c4ff58b2112000");
        long entries = 0;
        long nanoseconds = 0;
        for (int round = 0; round < 3; round++) {
            long began = System.nanoTime();
            for (int time = 0; time < count; time++) {
                entries += MeterDecoder.measurement(octets).sequence();
            }
            nanoseconds = System.nanoTime() - began;
        }
        assertThat(entries).isPositive();
        LOG.info("to the typed record: " + nanoseconds / count + " ns");
    }
}
