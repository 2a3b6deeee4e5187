package org.hearthgate.adapter.pen.internal.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hearthgate.adapter.pen.internal.novo.NovoPen;
import org.hearthgate.adapter.pen.internal.phd.ApduDecoder;
import org.hearthgate.adapter.pen.internal.port.PenDialogue;
import org.hearthgate.adapter.pen.testpen.PenDose;
import org.hearthgate.adapter.pen.testpen.SimulatedPen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.LoggerFactory;

/** Measures, where asked for by {@code -Dpen.figures=true}; judges nothing. */
@EnabledIfSystemProperty(named = "pen.figures", matches = "true")
class PenFiguresTest {
    private static final int ROUNDS = 2000;

    @Test
    void how_long_decoding_and_reading_take_without_a_reader() throws Exception {
        var apdus = new ArrayList<byte[]>();
        var commands = new int[1];
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            var pen = new SimulatedPen("SIMPEN", () -> 1_000_000);
            for (int i = 0; i < 96; i++) {
                pen.dose(PenDose.of(i * 3600L, 20 + i));
            }
            boolean keep = round == 0;
            pen.lying(apdu -> {
                if (keep && apdu.length > 0) {
                    apdus.add(apdu);
                }
                return apdu;
            });
            commands[0] = 0;
            long start = System.nanoTime();
            PenDialogue dialogue = new NovoPen()
                    .begin(command -> {
                        commands[0]++;
                        return pen.answer(command);
                    })
                    .orElseThrow();
            int doses = 0;
            for (var piece = dialogue.next(); piece.isPresent(); piece = dialogue.next()) {
                doses += piece.get().doses().size();
            }
            best = Math.min(best, System.nanoTime() - start);
            assertThat(doses).isEqualTo(96);
        }
        LoggerFactory.getLogger(PenFiguresTest.class)
                .info(
                        "96 doses: {} commands, {} us without a reader; decoding an APDU with 18 doses: {} ns",
                        commands[0],
                        best / 1000,
                        decoding(apdus));
    }

    private static long decoding(List<byte[]> apdus) throws Exception {
        byte[] largest = apdus.stream()
                .max(java.util.Comparator.comparingInt(apdu -> apdu.length))
                .orElseThrow();
        long[] nanos = new long[20];
        for (int batch = 0; batch < nanos.length; batch++) {
            long start = System.nanoTime();
            for (int i = 0; i < 10_000; i++) {
                if (ApduDecoder.decode(largest) == null) {
                    throw new AssertionError();
                }
            }
            nanos[batch] = (System.nanoTime() - start) / 10_000;
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }
}
