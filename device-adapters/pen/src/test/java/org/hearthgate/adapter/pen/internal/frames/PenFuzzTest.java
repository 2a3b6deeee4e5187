package org.hearthgate.adapter.pen.internal.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.hearthgate.adapter.pen.internal.novo.NovoPen;
import org.hearthgate.adapter.pen.internal.port.PenDialogue;
import org.hearthgate.adapter.pen.internal.tag.Tag;
import org.hearthgate.adapter.pen.internal.tag.TagLostException;
import org.hearthgate.adapter.pen.testpen.PenDose;
import org.hearthgate.adapter.pen.testpen.SimulatedPen;
import org.hearthgate.api.ieee11073.FrameException;
import org.junit.jupiter.api.Test;

/** Octets by chance and octets changed by chance: every one is decoded or called malformed. {@code -Dfuzz.inputs=1000000} for more. */
class PenFuzzTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);
    private static final String NFC = "NFC Type-4 / PHDC";

    private final PenFrames frames = new PenFrames();
    private final Random chance = new Random(Long.getLong("fuzz.seed", 42));

    /** Everything that a simulated pen and its manager say to each other. */
    private List<byte[]> conversation() throws Exception {
        var heard = new java.util.ArrayList<byte[]>();
        SimulatedPen pen = pen().lying(apdu -> {
            heard.add(apdu);
            return apdu;
        });
        pen.reset();
        readAll(command -> {
            byte[] answer = pen.answer(command);
            heard.add(command);
            return answer;
        });
        return heard;
    }

    private static SimulatedPen pen() {
        var pen = new SimulatedPen("SIMPEN", () -> 10_000);
        for (int i = 0; i < 40; i++) {
            pen.dose(PenDose.of(i * 60, 20 + i));
        }
        return pen;
    }

    private static int readAll(Tag tag) throws TagLostException, FrameException {
        PenDialogue pen = new NovoPen().begin(tag).orElseThrow(() -> new FrameException("no pen"));
        int doses = 0;
        for (var piece = pen.next(); piece.isPresent(); piece = pen.next()) {
            doses += piece.get().doses().size();
        }
        return doses;
    }

    @Test
    void no_octets_break_the_decoder() throws Exception {
        List<byte[]> seeds = conversation();
        String[] kinds = {"11073-APDU", "NDEF-PHD", "APDU-C", "APDU-R"};
        String[] values = {"2B20", "2B21", "2B22", "2B23", "2B28"};
        for (int i = 0; i < INPUTS; i++) {
            byte[] octets = i % 4 == 0 ? random() : changed(seeds.get(chance.nextInt(seeds.size())));
            for (String kind : kinds) {
                assertThat(frames.decode(NFC, kind, octets)).isNotEmpty();
            }
            assertThat(frames.decode("183A", values[i % values.length], octets)).isNotEmpty();
        }
    }

    @Test
    void no_pen_breaks_the_conversation_or_holds_it_up() throws Exception {
        assertThat(readAll(pen()::answer)).isEqualTo(40);
        int whole = 0;
        for (int i = 0; i < INPUTS / 100; i++) {
            SimulatedPen pen = pen();
            int[] commands = {0};
            int when = chance.nextInt(70);
            Tag liar = command -> {
                byte[] answer = pen.answer(command);
                if (commands[0]++ > 5000) {
                    throw new AssertionError("the conversation does not end");
                }
                return commands[0] >= when && chance.nextInt(3) == 0 ? changed(answer) : answer;
            };
            try {
                int doses = readAll(liar);
                assertThat(doses).isLessThanOrEqualTo(10_000);
                whole++;
            } catch (FrameException | TagLostException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(whole).isLessThanOrEqualTo(INPUTS / 100);
    }

    private byte[] random() {
        byte[] octets = new byte[chance.nextInt(64)];
        chance.nextBytes(octets);
        return octets;
    }

    private byte[] changed(byte[] seed) {
        byte[] octets = java.util.Arrays.copyOf(
                seed, Math.max(0, seed.length + (chance.nextInt(4) == 0 ? chance.nextInt(9) - 4 : 0)));
        for (int i = chance.nextInt(4); i > 0 && octets.length > 0; i--) {
            octets[chance.nextInt(octets.length)] = (byte) chance.nextInt(256);
        }
        return octets;
    }
}
