package org.hearthgate.adapter.cgm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hearthgate.testkit.vectors.SharedVectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames as other implementations write them. */
class CgmVectorsTest {
    private final CgmFrameDecoder decoder = new CgmFrameDecoder();

    @Test
    void reads_the_shared_vectors_where_they_are_at_hand() {
        int seen = 0;
        for (String name : List.of("cgm_dev.csv", "contradictions.csv")) {
            for (SharedVectors.Row row : SharedVectors.rows(name)) {
                if (decoder.knows("181F", row.characteristic())
                        && (row.service().isEmpty() || row.service().equals("181F"))) {
                    SharedVectors.assertHolds(decoder, row.withService("181F"));
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
    void reads_what_the_specification_allows(String characteristic, String hex, String expected) {
        compare(hex, characteristic, hex.replace(" ", ""), expected.replace('\'', '"'));
    }

    private void compare(String row, String characteristic, String hex, String expected) {
        SharedVectors.assertHolds(decoder, new SharedVectors.Row(row, "181F", characteristic, hex, expected));
    }
}
