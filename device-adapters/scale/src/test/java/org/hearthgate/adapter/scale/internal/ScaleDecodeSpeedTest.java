package org.hearthgate.adapter.scale.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Says what a frame costs, for the README. Only when asked for ({@code -Dspeed.frames}); it measures and asserts no time. */
@EnabledIfSystemProperty(named = "speed.frames", matches = "\\d+")
class ScaleDecodeSpeedTest {
    private static final Logger LOG = Logger.getLogger(ScaleDecodeSpeedTest.class.getName());

    private record Frame(String service, String characteristic, String hex) {}

    @Test
    void tells_nanoseconds_a_frame() {
        var frames = new ScaleFrames();
        int count = Integer.getInteger("speed.frames");
        for (Frame frame : List.of(
                new Frame("181D", "2A9D", "0fb036e7070c190e1e2d03f500a802"),
                new Frame("181B", "2A9C", "fe0fe100ea0703020d000002101b9001b80be02e1027401f88134138d606"),
                new Frame("adv service data 181B", "MI2", "0226ea0703020d0000f4019a38"))) {
            byte[] octets = HexFormat.of().parseHex(frame.hex());
            long entries = 0;
            long nanoseconds = 0;
            // the first round warms up
            for (int round = 0; round < 3; round++) {
                long began = System.nanoTime();
                for (int i = 0; i < count; i++) {
                    entries += frames.decode(frame.service(), frame.characteristic(), octets)
                            .size();
                }
                nanoseconds = System.nanoTime() - began;
            }
            assertThat(entries).isPositive();
            LOG.info(frame.characteristic() + ": " + nanoseconds / count + " ns a frame, to the tree");
        }
    }
}
