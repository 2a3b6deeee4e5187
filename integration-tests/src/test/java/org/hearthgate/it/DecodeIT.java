package org.hearthgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hearthgate.launcher.CsvRows;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded frames through the command, which asks the very decoders that the adapters use. */
class DecodeIT {
    private static final double RELATIVE_ERROR = 1e-6;

    @TempDir
    private Path folder;

    @Test
    void frames_derived_from_the_specifications_mean_what_these_say() throws Exception {
        String frames;
        try (var in = DecodeIT.class.getResourceAsStream("frames.csv")) {
            frames = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        List<Map<String, String>> rows = CsvRows.of(frames);
        assertThat(rows).hasSizeGreaterThan(60);
        assertThat(differing(rows)).isEmpty();
    }

    @Test
    void frames_that_other_projects_recorded_mean_the_same_to_us() throws Exception {
        Path vectors = Distribution.ROOT.resolve("../shared/vectors");
        Assumptions.assumeTrue(Files.isDirectory(vectors), "skipped: ../shared is absent, so there are no vectors");
        var rows = new ArrayList<Map<String, String>>();
        try (Stream<Path> files = Files.list(vectors)) {
            for (Path file : files.filter(path -> path.toString().endsWith("_dev.csv"))
                    .sorted()
                    .toList()) {
                CsvRows.of(Files.readString(file)).stream()
                        .filter(row -> row.containsKey("hex"))
                        .forEach(rows::add);
            }
        }
        assertThat(rows).hasSizeGreaterThan(300);
        assertThat(differing(rows)).isEmpty();
    }

    private Set<String> differing(List<Map<String, String>> rows) throws IOException, InterruptedException {
        Path csv = folder.resolve("frames.csv");
        Files.writeString(
                csv,
                "service,characteristic,hex\n"
                        + rows.stream()
                                .map(row -> CsvRows.line(
                                        List.of(row.get("service"), row.get("characteristic"), row.get("hex"))))
                                .collect(Collectors.joining("\n")));
        HubProcess.Outcome outcome = HubProcess.hub(folder, "decode", "--csv", csv.toString());
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        List<Map<String, String>> decoded = CsvRows.of(outcome.out());
        assertThat(decoded).hasSameSizeAs(rows);
        var differing = new java.util.TreeSet<String>();
        for (int index = 0; index < rows.size(); index++) {
            JsonNode expected = Phone.JSON.readTree(rows.get(index).get("expected_json"));
            JsonNode actual = Phone.JSON.readTree(decoded.get(index).get("decoded_json"));
            // of an error only that it is one: its words are ours
            if (expected.has("error") ? !actual.has("error") : !covers(actual, expected)) {
                differing.add(rows.get(index).get("id") + ": expected " + expected + ", was " + actual);
            }
        }
        return differing;
    }

    /** {@return whether it says all that was expected; it may say more} */
    private static boolean covers(JsonNode actual, JsonNode expected) {
        if (expected.isObject()) {
            return actual.isObject()
                    && expected.properties().stream()
                            .allMatch(field ->
                                    actual.has(field.getKey()) && covers(actual.get(field.getKey()), field.getValue()));
        }
        if (expected.isArray()) {
            if (!actual.isArray() || actual.size() != expected.size()) {
                return false;
            }
            for (int index = 0; index < expected.size(); index++) {
                if (!covers(actual.get(index), expected.get(index))) {
                    return false;
                }
            }
            return true;
        }
        if (expected.isNumber() && actual.isNumber()) {
            double wanted = expected.doubleValue();
            return Math.abs(actual.doubleValue() - wanted) <= RELATIVE_ERROR * Math.max(1, Math.abs(wanted));
        }
        return expected.equals(actual);
    }
}
