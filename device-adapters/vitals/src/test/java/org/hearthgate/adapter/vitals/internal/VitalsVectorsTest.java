package org.hearthgate.adapter.vitals.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Frames as other people's devices and libraries write them; skipped where they are not beside the project. */
class VitalsVectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final VitalsFrames frames = new VitalsFrames();

    @Test
    void reads_the_shared_vectors_where_they_are_at_hand() throws IOException {
        int rows = 0;
        for (String name : List.of("blood_pressure", "pulse_oximeter", "thermometer")) {
            for (String row : rowsOf(name)) {
                compare(row);
                rows++;
            }
        }
        assertThat(rows).as("rows seen").isGreaterThan(40);
    }

    /** Where public libraries and the specifications disagree, we are with the specification. */
    @Test
    void decides_as_the_specification_where_libraries_contradict_it() throws IOException {
        int rows = 0;
        for (String row : rowsOf("contradictions")) {
            List<String> cells = cells(row);
            String characteristic = cells.get(0);
            String service = serviceOf(characteristic);
            if (frames.knows(service, characteristic) && cells.get(3).startsWith("{")) {
                compare(characteristic, service, characteristic, cells.get(1), cells.get(3));
                rows++;
            }
        }
        assertThat(rows).as("rows seen").isPositive();
    }

    private void compare(String row) throws IOException {
        List<String> cells = cells(row);
        assertThat(frames.knows(cells.get(1), cells.get(2))).as(row).isTrue();
        compare(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4));
    }

    private void compare(String id, String service, String characteristic, String hex, String expected)
            throws IOException {
        Map<String, Object> decoded =
                frames.decode(service, characteristic, HexFormat.of().parseHex(hex));
        JsonNode have = JSON.valueToTree(decoded);
        JsonNode want = JSON.readTree(expected);
        if (want.has("error")) {
            assertThat(have.has("error")).as(id).isTrue();
        } else {
            want.properties().forEach(field -> assertThat(same(field.getValue(), have.path(field.getKey())))
                    .as("%s: %s should be %s in %s", id, field.getKey(), field.getValue(), have)
                    .isTrue());
        }
    }

    private static boolean same(JsonNode want, JsonNode have) {
        if (want.isNumber() && have.isNumber()) {
            double expected = want.asDouble();
            return Math.abs(expected - have.asDouble()) <= 1e-6 * Math.max(1, Math.abs(expected));
        }
        return want.equals(have);
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

    private static List<String> rowsOf(String name) throws IOException {
        String file = name.equals("contradictions") ? "contradictions.csv" : name + "_dev.csv";
        Optional<Path> found = Stream.iterate(Path.of("").toAbsolutePath(), above -> above != null, Path::getParent)
                .map(above -> above.resolve("shared").resolve("vectors").resolve(file))
                .filter(Files::exists)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), "no shared vectors beside the project: skipped");
        List<String> rows = Files.readAllLines(found.get());
        return rows.subList(1, rows.size());
    }

    private static List<String> cells(String row) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < row.length(); at++) {
            char here = row.charAt(at);
            if (here == '"' && quoted && at + 1 < row.length() && row.charAt(at + 1) == '"') {
                cell.append('"');
                at++;
            } else if (here == '"') {
                quoted = !quoted;
            } else if (here == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(here);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
