package org.hearthgate.adapter.bluetooth.internal.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames as other implementations know them. */
class CommonVectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CommonFrameDecoder decoder = new CommonFrameDecoder();

    @ParameterizedTest
    @ValueSource(strings = {"common_services_dev.csv", "sfloat_crc_dev.csv"})
    void decodes_the_shared_vectors_where_they_are_at_hand(String name) throws Exception {
        Optional<Path> file = Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .takeWhile(folder -> folder != null)
                .map(folder -> folder.resolve("shared/vectors").resolve(name))
                .filter(Files::exists)
                .findFirst();
        Assumptions.assumeTrue(file.isPresent(), "no shared vectors beside the project: skipped");
        List<String> rows = Files.readAllLines(file.get());

        assertThat(rows.size()).isGreaterThan(10);
        var softly = new SoftAssertions();
        for (String row : rows.subList(1, rows.size())) {
            // id,service,characteristic,hex,"expected, with doubled quotes",…
            String[] head = row.split(",", 5);
            String quoted = head[4].replace("\"\"", "\u0000");
            JsonNode expected =
                    JSON.readTree(quoted.substring(1, quoted.indexOf('"', 1)).replace('\u0000', '"'));
            assertThat(decoder.knows(head[1], head[2])).as(row).isTrue();
            Map<String, Object> decoded =
                    decoder.decode(head[1], head[2], HexFormat.of().parseHex(head[3]));
            compare(softly, row, expected, JSON.valueToTree(decoded));
        }
        softly.assertAll();
    }

    private static void compare(SoftAssertions softly, String row, JsonNode expected, JsonNode decoded) {
        if (expected.has("error")) {
            softly.assertThat(decoded.has("error")).as(row).isTrue();
            return;
        }
        expected.properties().forEach(field -> {
            JsonNode is = decoded.path(field.getKey());
            if (field.getValue().isNumber()) {
                softly.assertThat(new BigDecimal(is.asText("0")))
                        .as("%s of %s", field.getKey(), row)
                        .isEqualByComparingTo(new BigDecimal(field.getValue().asText()));
            } else {
                softly.assertThat(is).as("%s of %s", field.getKey(), row).isEqualTo(field.getValue());
            }
        });
    }
}
