package org.hearthgate.adapter.cgm.internal;

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
class CgmVectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final CgmFrameDecoder decoder = new CgmFrameDecoder();

    @Test
    void reads_the_shared_vectors_where_they_are_at_hand() throws Exception {
        int seen = 0;
        for (String name : List.of("cgm_dev.csv", "contradictions.csv")) {
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
                if (decoder.knows("181F", characteristic)) {
                    int expected = Math.max(head.indexOf("expected_json"), head.indexOf("spec_decoding"));
                    compare(row, characteristic, cells.get(head.indexOf("hex")), cells.get(expected));
                    seen++;
                }
            }
        }
        assertThat(seen).isGreaterThan(50);
    }

    /** Our own frames, made from the specification. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2AA7|0fe378003c0002040314000f005f00|{'records':[{'glucose_mgdl':120,'time_offset_min':60,'annunciation':['DeviceBatteryLow','CalibrationRecommended','ResultBelowPatientLow','ResultAbovePatientHigh'],'trend_mgdl_min':20,'quality_pct':15,'crc':'mismatch'}]}",
                "2AA7|0ae378003c0002040314|{'error':'truncated'}",
                "2AA7|06007800|{'error':'size'}",
                "2AA7|0700780005000000|{'error':'length'}",
                "2AA7|0600ff070500|{'records':[{'glucose_mgdl':'NaN','crc':'absent'}]}",
                "2AA7|060000080500060001080500060001700500|{'records':[{'glucose_mgdl':'NRes'},{'glucose_mgdl':'Reserved'},{'glucose_mgdl':1e7}]}",
                "2AA9|0a00ffffff|{'annunciation':['SessionStopped','DeviceBatteryLow','SensorTypeIncorrect','SensorMalfunction','DeviceSpecificAlert','GeneralDeviceFault','TimeSyncRequired','CalibrationNotAllowed','CalibrationRecommended','CalibrationRequired','TemperatureTooHigh','TemperatureTooLow','ResultBelowPatientLow','ResultAbovePatientHigh','ResultBelowHypo','ResultAboveHyper','RateOfDecreaseExceeded','RateOfIncreaseExceeded','ResultBelowDeviceRange','ResultAboveDeviceRange']}",
                "2AA8|000000590000|{'features':[],'type':'InterstitialFluid','location':'SubcutaneousTissue','crc':'mismatch'}",
                "2AA8|000000fbffff|{'type':'Reserved','location':'NotAvailable','crc':'unsupported'}",
                "2AAA|000000000000000000|{'start':'0000-00-00T00:00:00','time_zone_min':0,'dst_offset_min':0,'crc':'absent'}",
                "2AAA|ea070b150a1e003900|{'error':'zone'}",
                "2AAA|ea070b150a1e000003|{'error':'dst'}",
                "2AAA|ea070d150a1e000000|{'error':'month'}",
                "2AAC|05ffff|{'op':'GetCalibration','record':65535}",
                "2AAC|1c1d07|{'op':'ResponseCode','request':'Reserved','result':'Reserved'}",
                "2AAC|1c0405|{'request':'SetCalibration','result':'ParameterOutOfRange'}",
                "2AAC|08|{'op':'GetPatientHigh'}",
                "2AAC|0402|{'error':'truncated'}",
                "2A52|010401000005 00|{'op':'ReportStoredRecords','operator':'WithinRange','min':0,'max':5}"
            })
    void reads_what_the_specification_allows(String characteristic, String hex, String expected) throws Exception {
        compare(hex, characteristic, hex.replace(" ", ""), expected.replace('\'', '"'));
    }

    private void compare(String row, String characteristic, String hex, String expected) throws Exception {
        JsonNode wanted = JSON.readTree(expected);
        JsonNode made = JSON.valueToTree(
                decoder.decode("181F", characteristic, HexFormat.of().parseHex(hex)));
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
