package org.hearthgate.adapter.vitals.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hearthgate.testkit.vectors.SharedVectors;
import org.junit.jupiter.api.Test;

/** Frames as other people's devices and libraries write them; skipped where they are not beside the project. */
class VitalsVectorsTest {
    private final VitalsFrames frames = new VitalsFrames();

    @Test
    void reads_the_shared_vectors_where_they_are_at_hand() {
        int rows = 0;
        for (String name : List.of("blood_pressure", "pulse_oximeter", "thermometer")) {
            for (SharedVectors.Row row : SharedVectors.rows(name + "_dev.csv")) {
                SharedVectors.assertHolds(frames, row);
                rows++;
            }
        }
        assertThat(rows).as("rows seen").isGreaterThan(40);
    }

    /** Where public libraries and the specifications disagree, we are with the specification. */
    @Test
    void decides_as_the_specification_where_libraries_contradict_it() {
        List<SharedVectors.Row> ours = SharedVectors.rows("contradictions.csv").stream()
                .map(row -> row.withService(serviceOf(row.characteristic())))
                .filter(row -> frames.knows(row.service(), row.characteristic()))
                .filter(row -> row.expected().startsWith("{"))
                .toList();
        assertThat(ours).isNotEmpty().allSatisfy(row -> SharedVectors.assertHolds(frames, row));
    }

    private static String serviceOf(String characteristic) {
        return switch (characteristic) {
            case "2A9D", "2A9E" -> "181D";
            case "2A9B", "2A9C" -> "181B";
            case "2A35", "2A36" -> "1810";
            case "2A5E", "2A5F", "2A60" -> "1822";
            default -> "1809";
        };
    }
}
