package org.hearthgate.adapter.wearable.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Frames of other people's devices and tests, where they lie beside the project. */
class HeartRateVectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void reads_the_shared_vectors_where_they_are_at_hand() throws Exception {
        Optional<Path> file = Stream.of("../../../shared", "../../../../shared")
                .map(shared -> Path.of(shared, "vectors", "heart_rate_dev.csv").toAbsolutePath())
                .filter(Files::exists)
                .findFirst();
        Assumptions.assumeTrue(file.isPresent(), "no shared vectors beside the project: skipped");
        List<String> rows = Files.readAllLines(file.get());

        assertThat(rows.size()).isGreaterThan(1);
        for (String row : rows.subList(1, rows.size())) {
            compare(row);
        }
    }

    private static void compare(String row) throws Exception {
        // id,service,characteristic,hex,"expected, with doubled quotes",…
        String[] head = row.split(",", 5);
        String quoted = head[4].replace("\"\"", "\u0000");
        JsonNode expected =
                JSON.readTree(quoted.substring(1, quoted.indexOf('"', 1)).replace('\u0000', '"'));

        Map<String, Object> decoded =
                new WearableFrames().decode(head[1], head[2], HexFormat.of().parseHex(head[3]));

        if (expected.has("error")) {
            assertThat(decoded).as(head[0]).containsOnlyKeys("error");
        } else {
            assertThat(JSON.<JsonNode>valueToTree(decoded)).as(head[0]).isEqualTo(expected);
        }
    }
}
