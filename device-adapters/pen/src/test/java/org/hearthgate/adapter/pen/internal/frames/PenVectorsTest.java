package org.hearthgate.adapter.pen.internal.frames;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Octets of real pens with what they mean, where they are at hand. */
class PenVectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final PenFrames frames = new PenFrames();

    @ParameterizedTest
    @ValueSource(strings = {"nfc_pen_dev.csv", "ids_dev.csv"})
    void decodes_the_shared_vectors(String name) throws Exception {
        List<Map<String, String>> rows = rows(shared(name));
        assertThat(rows).isNotEmpty();
        for (Map<String, String> row : rows) {
            assertThat(frames.knows(row.get("service"), row.get("characteristic")))
                    .isTrue();
            compare(
                    row.get("id"),
                    JSON.readTree(row.get("expected_json")),
                    frames.decode(
                            row.get("service"),
                            row.get("characteristic"),
                            HexFormat.of().parseHex(row.get("hex"))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "nfc_pen_session_dev.csv")
    void decodes_a_whole_recorded_conversation(String name) throws Exception {
        List<Map<String, String>> rows = rows(shared(name));
        assertThat(rows).hasSize(64);
        for (Map<String, String> row : rows) {
            byte[] command = HexFormat.of().parseHex(row.get("command_apdu_hex (reconstructed by us)"));
            byte[] response = HexFormat.of().parseHex(row.get("response_apdu_hex (literal)"));
            compare(
                    "step " + row.get("step"),
                    JSON.readTree(row.get("decoded_command_json")),
                    frames.decode("NFC Type-4 / PHDC", "APDU-C", command));
            assertThat(frames.decode("NFC Type-4 / PHDC", "APDU-R", response)).containsEntry("sw", "9000");
        }
    }

    static void compare(String id, JsonNode expected, Map<String, Object> decoded) {
        compare(id, expected, JSON.<JsonNode>valueToTree(decoded));
    }

    private static void compare(String id, JsonNode expected, JsonNode decoded) {
        if (expected.isObject()) {
            expected.properties()
                    .iterator()
                    .forEachRemaining(field -> compare(
                            id + "." + field.getKey(),
                            field.getValue(),
                            Optional.ofNullable(decoded.get(field.getKey()))
                                    .orElseThrow(() -> new AssertionError(id + "." + field.getKey() + " is missing"))));
        } else if (expected.isArray()) {
            assertThat(decoded.size()).as(id).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                compare(id + "[" + i + "]", expected.get(i), decoded.get(i));
            }
        } else if (expected.isNumber()) {
            assertThat(decoded.isNumber()).as(id).isTrue();
            assertThat(decoded.asDouble()).as(id).isEqualTo(expected.asDouble());
        } else {
            assertThat(decoded).as(id).isEqualTo(expected);
        }
    }

    private static Path shared(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve("shared").resolve("vectors").resolve(name);
            if (Files.exists(file)) {
                return file;
            }
        }
        Assumptions.abort("no shared vectors beside the project: skipped");
        throw new AssertionError("not reached");
    }

    /** Commas within quotes, doubled quotes. */
    private static List<Map<String, String>> rows(Path file) throws Exception {
        var rows = new ArrayList<Map<String, String>>();
        List<String> heads = List.of();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            var cells = new ArrayList<String>();
            var cell = new StringBuilder();
            boolean quoted = false;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = !quoted;
                } else if (c == ',' && !quoted) {
                    cells.add(cell.toString());
                    cell.setLength(0);
                } else {
                    cell.append(c);
                }
            }
            cells.add(cell.toString());
            if (heads.isEmpty()) {
                heads = List.copyOf(cells);
                continue;
            }
            var row = new java.util.HashMap<String, String>();
            for (int i = 0; i < heads.size(); i++) {
                row.put(heads.get(i), cells.get(i));
            }
            rows.add(row);
        }
        return rows;
    }
}
