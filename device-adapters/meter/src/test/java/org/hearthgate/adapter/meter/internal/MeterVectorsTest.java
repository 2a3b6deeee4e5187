package org.hearthgate.adapter.meter.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hearthgate.testkit.vectors.SharedVectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames as other implementations write them. */
class MeterVectorsTest {
    private final MeterFrameDecoder decoder = new MeterFrameDecoder();

    @Test
    void reads_the_shared_vectors_where_they_are_at_hand() {
        int seen = 0;
        for (String name : List.of("glucose_dev.csv", "contradictions.csv")) {
            for (SharedVectors.Row row : SharedVectors.rows(name)) {
                if (decoder.knows("1808", row.characteristic())
                        && (row.service().isEmpty() || row.service().equals("1808"))) {
                    SharedVectors.assertHolds(decoder, row.withService("1808"));
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
    void reads_what_the_specification_allows(String characteristic, String hex, String expected) {
        compare(hex, characteristic, hex.replace(" ", ""), expected.replace('\'', '"'));
    }

    private void compare(String row, String characteristic, String hex, String expected) {
        SharedVectors.assertHolds(decoder, new SharedVectors.Row(row, "1808", characteristic, hex, expected));
    }
}
