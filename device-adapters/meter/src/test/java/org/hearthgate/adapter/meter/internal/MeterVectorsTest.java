package org.hearthgate.adapter.meter.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames as other implementations write them. */
class MeterVectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final MeterFrameDecoder decoder = new MeterFrameDecoder();

    @Test
    void reads_the_shared_vectors_where_they_are_at_hand() throws Exception {
        int seen = 0;
        for (String name : List.of("glucose_dev.csv", "contradictions.csv")) {
            Optional<Path> file = Stream.of("../../../shared", "../../../../shared")
                    .map(shared -> Path.of(shared, "vectors", name).toAbsolutePath())
                    .filter(Files::exists)
                    .findFirst();
            Assumptions.assumeTrue(file.isPresent(), "no shared vectors beside the project: skipped");
            List<String> rows = Files.readAllLines(file.get());
            List<String> head = cells(rows.get(0));
            for (String row : rows.subList(1, rows.size())) {
                List<String> cells = cells(row);
                String characteristic = cells.get(head.indexOf("characteristic"));
                if (decoder.knows("1808", characteristic)) {
                    int expected = Math.max(head.indexOf("expected_json"), head.indexOf("spec_decoding"));
                    compare(row, characteristic, cells.get(head.indexOf("hex")), cells.get(expected));
                    seen++;
                }
            }
        }
        assertThat(seen).isGreaterThan(35);
    }

    /** Our own frames, made from the specification. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2A18|0f0500ea070b150a1e0000807830114f0f|{'sequence':5,'time_offset_min':-32768,'unit':'mol/L','concentration':120000,'mmoll':120000000,'type':'CapillaryWholeBlood','location':'Finger'}",
                "2A18|0a0500ea070b150a1e0078b0fb0f0f|{'type':'Reserved','location':'NotAvailable','annunciation':['DeviceBatteryLow','SensorMalfunction','SampleSizeInsufficient','StripInsertionError','TemperatureTooLow','ReadInterrupted','GeneralDeviceFault','TimeFault']}",
                "2A18|020500ea070b150a1e0002081a|{'concentration':'-INF','type':'ControlSolution','location':'Finger'}",
                "2A18|000500000000000000|{'error':'truncated'}",
                "2A18|0005000000000000000000|{'error':'length'}",
                "2A18|00050000000000000000|{'sequence':5,'base_time':'0000-00-00T00:00:00','context_follows':false}",
                "2A18|000500ea070d150a1e00|{'error':'month'}",
                "2A34|010700071e d0|{'sequence':7,'carb_id':'Brunch','carb_kg':0.030}",
                "2A34|0407001f|{'tester':'NotAvailable','health':'MinorIssues'}",
                "2A34|040700f2|{'tester':'HealthCareProfessional','health':'NotAvailable'}",
                "2A34|100700050600|{'medication':'PreMixed','medication_amount':6,'medication_unit':'kg'}",
                "2A34|40070041f0|{'hba1c_pct':6.5}",
                "2A34|80070001|{'sequence':7,'extended_flags':1}",
                "2A34|0107|{'error':'truncated'}",
                "2A34|00070000|{'error':'length'}",
                "2A51|ffff|{'features':['LowBatteryDetection','SensorMalfunctionDetection','SensorSampleSize','StripInsertionErrorDetection','StripTypeErrorDetection','SensorResultHighLowDetection','SensorTempHighLowDetection','SensorReadInterruptDetection','GeneralDeviceFault','TimeFault','MultipleBond']}",
                "2A51|ffff00|{'error':'length'}"
            })
    void reads_what_the_specification_allows(String characteristic, String hex, String expected) throws Exception {
        compare(hex, characteristic, hex.replace(" ", ""), expected.replace('\'', '"'));
    }

    private void compare(String row, String characteristic, String hex, String expected) throws Exception {
        JsonNode wanted = JSON.readTree(expected);
        JsonNode made = JSON.valueToTree(
                decoder.decode("1808", characteristic, HexFormat.of().parseHex(hex)));
        assertThat(wanted.has("error") ? made.has("error") : same(wanted, made))
                .as(row + " was " + made)
                .isTrue();
    }

    private static boolean same(JsonNode wanted, JsonNode made) {
        if (made == null) {
            return false;
        }
        if (wanted.isObject()) {
            List<String> names = new ArrayList<>();
            wanted.fieldNames().forEachRemaining(names::add);
            return names.stream().allMatch(name -> same(wanted.get(name), made.get(name)));
        }
        if (wanted.isArray()) {
            boolean all = wanted.size() == made.size();
            for (int index = 0; all && index < wanted.size(); index++) {
                all = same(wanted.get(index), made.get(index));
            }
            return all;
        }
        if (wanted.isNumber()) {
            double value = wanted.doubleValue();
            return made.isNumber() && Math.abs(value - made.doubleValue()) <= 1e-6 * Math.max(1e-6, Math.abs(value));
        }
        return wanted.equals(made);
    }

    private static List<String> cells(String row) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int index = 0; index < row.length(); index++) {
            char letter = row.charAt(index);
            if (letter == '"' && quoted && index + 1 < row.length() && row.charAt(index + 1) == '"') {
                cell.append('"');
                index++;
            } else if (letter == '"') {
                quoted = !quoted;
            } else if (letter == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(letter);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
