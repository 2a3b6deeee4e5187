package org.hearthgate.adapter.coap.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packs as other implementations write them. */
class SenmlVectorsTest {
    /** Our own rows (CC0). */
    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "5b7b226e223a2275726e3a6465763a6f773a313065323037336130313038303036333a686561727472617465222c2275223a22626561742f6d696e222c2276223a37327d5d | urn:dev:ow:10e2073a01080063:heartrate | beat/min | 72",
                "5b7b22626e223a2275726e3a6465763a782f222c226e223a2277222c2275223a226b67222c2276223a38322e332c2274223a2d33307d5d | urn:dev:x/w | kg | 82.3",
                "5b7b22626e223a2275726e3a6465763a6d61633a303032346265666666653830346666312f222c226274223a313736333731323030302c226275223a226b672f6d33222c226e223a22676c75636f7365222c2276223a312e327d2c7b226e223a22676c75636f7365222c2274223a2d3330302c2276223a312e31357d5d | urn:dev:mac:0024befffe804ff1/glucose | kg/m3 | 1.2"
            })
    void reads_our_own_packs(String hex, String name, String unit, BigDecimal value) throws Exception {
        SenmlRecord first = SenmlDecoder.decode(HexFormat.of().parseHex(hex), SenmlFormat.JSON, Packs.NOON)
                .records()
                .get(0);

        assertThat(first.name()).isEqualTo(name);
        assertThat(first.unit()).contains(unit);
        assertThat(first.value()).contains(new SenmlValue.Number(value));
    }

    @Test
    void reads_the_shared_vectors_where_they_are_at_hand() throws Exception {
        Optional<Path> file = Stream.of("../../../shared", "../../../../shared")
                .map(shared -> Path.of(shared, "vectors", "senml_dev.csv").toAbsolutePath())
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
        JsonNode expected = new ObjectMapper()
                .readTree(quoted.substring(1, quoted.indexOf('"', 1)).replace('\u0000', '"'))
                .get("resolved");
        SenmlFormat format = head[2].contains("cbor") ? SenmlFormat.CBOR : SenmlFormat.JSON;

        var frames = new SenmlFrames();
        assertThat(frames.knows(head[1], head[2])).as(head[0]).isTrue();
        JsonNode whole = new ObjectMapper()
                .readTree(quoted.substring(1, quoted.indexOf('"', 1)).replace('\u0000', '"'));
        JsonNode shown = new ObjectMapper()
                .valueToTree(frames.decode(head[1], head[2], HexFormat.of().parseHex(head[3])));
        assertThat(shown.equals(SenmlVectorsTest::almost, whole))
                .as(head[0] + ": " + shown)
                .isTrue();

        SenmlPack pack = SenmlDecoder.decode(HexFormat.of().parseHex(head[3]), format, Packs.NOON);

        assertThat(pack.refused()).as(head[0]).isEmpty();
        assertThat(pack.records()).as(head[0]).hasSize(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            compare(head[0], expected.get(i), pack.records().get(i));
        }
    }

    /** 300 and 300.0 are one number. */
    private static int almost(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return Math.abs(a.asDouble() - b.asDouble()) < 1e-6 ? 0 : 1;
        }
        return a.equals(b) ? 0 : 1;
    }

    private static void compare(String id, JsonNode expected, SenmlRecord senml) {
        assertThat(senml.name()).as(id).isEqualTo(expected.get("name").asText());
        if (expected.has("unit")) {
            assertThat(senml.unit()).as(id).contains(expected.get("unit").asText());
        }
        if (expected.has("v")) {
            assertThat(((SenmlValue.Number) senml.value().orElseThrow()).decimal())
                    .as(id)
                    .isEqualByComparingTo(new BigDecimal(expected.get("v").asText()));
        }
        if (expected.has("vd")) {
            assertThat(senml.value())
                    .as(id)
                    .contains(new SenmlValue.Data(expected.get("vd").asText()));
        }
        if (expected.has("time")) {
            long time = expected.get("time").asLong();
            assertThat(senml.time())
                    .as(id)
                    .isEqualTo(time < 1L << 28 ? Packs.NOON.plusSeconds(time) : Instant.ofEpochSecond(time));
        }
    }
}
