package org.hearthgate.adapter.cgm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.logging.Logger;
import org.hearthgate.api.ieee11073.FrameException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Says what a frame costs, for the README. Only when asked for ({@code -Dspeed.frames}); it measures and asserts no time. */
@EnabledIfSystemProperty(named = "speed.frames", matches = "\\d+")
class CgmDecodeSpeedTest {
    private static final Logger LOG = Logger.getLogger(CgmDecodeSpeedTest.class.getName());

    private record Frame(String characteristic, String hex) {}

    @Test
    void tells_nanoseconds_a_frame() throws FrameException {
        var decoder = new CgmFrameDecoder();
        int count = Integer.getInteger("speed.frames");
        for (Frame frame : List.of(
                new Frame("2AA7", "0fe378003c0002040314000f005f00"),
                new Frame("2AA7", "08006e000500366008006f000a0045ff080070000f00a5f0"),
                new Frame("2AA9", "0a00000000"))) {
            byte[] octets = HexFormat.of().parseHex(frame.hex());
            long entries = 0;
            long nanoseconds = 0;
            // the first rounds warm up
            for (int round = 0; round < 3; round++) {
                long began = System.nanoTime();
                for (int time = 0; time < count; time++) {
                    entries += decoder.decode("181F", frame.characteristic(), octets)
                            .size();
                }
                nanoseconds = System.nanoTime() - began;
            }
            assertThat(entries).isPositive();
            LOG.info(frame.characteristic() + ", " + octets.length + " octets: " + nanoseconds / count
                    + " ns to the tree");
        }
        byte[] octets = HexFormat.of().parseHex("0fe378003c0002040314000f005f00");
        long entries = 0;
        long nanoseconds = 0;
        for (int round = 0; round < 3; round++) {
            long began = System.nanoTime();
            for (int time = 0; time < count; time++) {
                entries += CgmDecoder.measurements(octets, OctetOrder.SPECIFIED)
                        .records()
                        .size();
            }
            nanoseconds = System.nanoTime() - began;
        }
        assertThat(entries).isPositive();
        LOG.info("to the typed record: " + nanoseconds / count + " ns");
    }
}
