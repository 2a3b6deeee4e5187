package org.hearthgate.testkit.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hearthgate.api.device.FrameDecoder;
import org.junit.jupiter.api.Assumptions;

/** Frames that other people's devices and libraries wrote. They lie beside the project and not in it; without them a test is skipped. */
public final class SharedVectors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double RELATIVE_ERROR = 1e-6;

    private SharedVectors() {}

    /**
     * One frame.
     *
     * @param service empty where the file names none
     * @param expected JSON that the decoder has to say at least
     */
    public record Row(String id, String service, String characteristic, String hex, String expected) {
        public Row withService(String other) {
            return new Row(id, other, characteristic, hex, expected);
        }
    }

    /**
     * {@return the rows of a file, e.g. {@code weight_dev.csv}, or of {@code contradictions.csv} what the specification says} Skips the
     * test where the file is not beside the project.
     */
    public static List<Row> rows(String file) {
        Optional<Path> found = Stream.iterate(Path.of("").toAbsolutePath(), above -> above != null, Path::getParent)
                .map(above -> above.resolve("shared").resolve("vectors").resolve(file))
                .filter(Files::exists)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), "no shared vectors beside the project: skipped");
        try {
            List<String> lines = Files.readAllLines(found.get());
            List<String> head = cells(lines.get(0));
            var rows = new ArrayList<Row>();
            for (String line : lines.subList(1, lines.size())) {
                rows.add(row(head, cells(line)));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(List<String> head, List<String> cells) {
        String expected = cell(head, cells, "expected_json");
        return new Row(
                cell(head, cells, "id"),
                cell(head, cells, "service"),
                cell(head, cells, "characteristic"),
                cell(head, cells, "hex"),
                expected.isEmpty() ? cell(head, cells, "spec_decoding") : expected);
    }

    private static String cell(List<String> head, List<String> cells, String column) {
        int at = head.indexOf(column);
        return at < 0 ? "" : cells.get(at);
    }

    /** Asserts that a decoder says of a frame what is expected; where an error is expected, any error. */
    public static void assertHolds(FrameDecoder decoder, Row row) {
        assertThat(decoder.knows(row.service(), row.characteristic()))
                .as("knows %s", row)
                .isTrue();
        try {
            JsonNode expected = JSON.readTree(row.expected());
            JsonNode decoded = JSON.valueToTree(decoder.decode(
                    row.service(), row.characteristic(), HexFormat.of().parseHex(row.hex())));
            assertThat(expected.has("error") ? decoded.has("error") : covers(decoded, expected))
                    .as("%s was %s", row, decoded)
                    .isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException("of " + row, e);
        }
    }

    /** {@return whether it says all that was expected; it may say more} */
    private static boolean covers(JsonNode decoded, JsonNode expected) {
        if (expected.isObject()) {
            return decoded.isObject()
                    && expected.properties().stream()
                            .allMatch(field -> decoded.has(field.getKey())
                                    && covers(decoded.get(field.getKey()), field.getValue()));
        }
        if (expected.isArray()) {
            boolean all = decoded.isArray() && decoded.size() == expected.size();
            for (int at = 0; all && at < expected.size(); at++) {
                all = covers(decoded.get(at), expected.get(at));
            }
            return all;
        }
        if (expected.isNumber() && decoded.isNumber()) {
            double wanted = expected.doubleValue();
            // tiny numbers, too: 1.2e-06 mg/dL is not 0
            return Math.abs(decoded.doubleValue() - wanted)
                    <= RELATIVE_ERROR * Math.max(RELATIVE_ERROR, Math.abs(wanted));
        }
        return expected.equals(decoded);
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
