package org.hearthgate.adapter.vitals.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Says what a frame costs, for the README. Only when asked for ({@code -Dspeed.frames}); it measures and asserts no time. */
@EnabledIfSystemProperty(named = "speed.frames", matches = "\\d+")
class VitalsDecodeSpeedTest {
    private static final Logger LOG = Logger.getLogger(VitalsDecodeSpeedTest.class.getName());

    private record Frame(String service, String characteristic, String hex) {}

    @Test
    void tells_nanoseconds_a_frame() {
        var frames = new VitalsFrames();
        int count = Integer.getInteger("speed.frames");
        for (Frame frame : List.of(
                new Frame("1810", "2A35", "1e780050005d00ea070b15081e004800ff0000"),
                new Frame("1822", "2A5F", "1fdef3caf3caf35af5d4f3b2f220010000007ae3"),
                new Frame("1809", "2A1C", "06b00e00fedc070c050b321b04"))) {
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
