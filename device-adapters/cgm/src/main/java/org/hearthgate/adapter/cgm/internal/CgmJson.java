package org.hearthgate.adapter.cgm.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.hearthgate.adapter.conversation.gatt.Bits;
import org.hearthgate.adapter.conversation.gatt.SampleType;
import org.hearthgate.api.ieee11073.FrameException;

/** Tells the decoder's records in words, for an installer's eye and {@code hub decode}. */
final class CgmJson {
    private static final List<String> LOCATIONS =
            List.of("Reserved", "Finger", "AlternateSiteTest", "Earlobe", "ControlSolution", "SubcutaneousTissue");
    private static final List<String> CALIBRATION_STATUS = List.of("DataRejected", "DataOutOfRange", "ProcessPending");
    private static final List<String> RESULTS = List.of(
            "Reserved",
            "Success",
            "OpCodeNotSupported",
            "InvalidOperand",
            "ProcedureNotCompleted",
            "ParameterOutOfRange");
    private static final int NOT_AVAILABLE = 15;

    private CgmJson() {}

    static Map<String, Object> of(CgmFrame frame) {
        var json = new LinkedHashMap<String, Object>();
        frame.fault().ifPresent(fault -> json.put("error", fault));
        if (frame.fault().isEmpty() || !frame.records().isEmpty()) {
            json.put("records", frame.records().stream().map(CgmJson::of).toList());
        }
        return json;
    }

    private static Map<String, Object> of(CgmMeasurement record) {
        var json = new LinkedHashMap<String, Object>();
        json.put("glucose_mgdl", record.glucose().json());
        json.put("time_offset_min", record.offsetMinutes());
        record.said().ifPresent(said -> json.put("annunciation", words(said)));
        record.trend().ifPresent(trend -> json.put("trend_mgdl_min", trend.json()));
        record.quality().ifPresent(quality -> json.put("quality_pct", quality.json()));
        json.put("crc", record.check().word());
        return json;
    }

    static Map<String, Object> feature(byte[] octets) throws FrameException {
        CgmFeature feature = CgmDecoder.feature(octets);
        var json = new LinkedHashMap<String, Object>();
        json.put("features", feature.words());
        json.put("type", SampleType.word(feature.type()));
        json.put("location", location(feature.location()));
        json.put("crc", feature.check().word());
        return json;
    }

    static Map<String, Object> status(byte[] octets) throws FrameException {
        CgmStatus status = CgmDecoder.status(octets);
        var json = new LinkedHashMap<String, Object>();
        json.put("time_offset_min", status.offsetMinutes());
        json.put("annunciation", words(status.said()));
        json.put("crc", status.check().word());
        return json;
    }

    static Map<String, Object> sessionStart(byte[] octets) throws FrameException {
        SessionStart start = CgmDecoder.sessionStart(octets);
        var json = new LinkedHashMap<String, Object>();
        json.put("start", start.local().text());
        json.put("time_zone_min", orNull(start.zoneMinutes()));
        json.put("dst_offset_min", orNull(start.daylightMinutes()));
        json.put("crc", start.check().word());
        return json;
    }

    static Map<String, Object> runTime(byte[] octets) throws FrameException {
        RunTime time = CgmDecoder.runTime(octets);
        var json = new LinkedHashMap<String, Object>();
        json.put("run_time_h", time.hours());
        json.put("crc", time.check().word());
        return json;
    }

    static Map<String, Object> opsControl(byte[] octets) throws FrameException {
        OpsControl control = CgmDecoder.opsControl(octets);
        var json = new LinkedHashMap<String, Object>();
        json.put("op", control.operation().word());
        OpsControl.Operand operand = control.operand();
        if (operand instanceof OpsControl.Operand.Interval interval) {
            json.put("interval_min", interval(interval.minutes()));
        } else if (operand instanceof OpsControl.Operand.Calibration calibration) {
            put(json, calibration);
        } else if (operand instanceof OpsControl.Operand.CalibrationNumber number) {
            json.put("record", number.record());
        } else if (operand instanceof OpsControl.Operand.Level level) {
            json.put("level", level.level().json());
        } else if (operand instanceof OpsControl.Operand.Answer answer) {
            json.put("request", answer.request().map(OpsControl.Operation::word).orElse("Reserved"));
            json.put("result", answer.code() < RESULTS.size() ? RESULTS.get(answer.code()) : "Reserved");
        }
        json.put("crc", control.check().word());
        return json;
    }

    private static void put(Map<String, Object> json, OpsControl.Operand.Calibration calibration) {
        json.put("calibration_mgdl", calibration.mgPerDl().json());
        json.put("calibration_time_min", calibration.atMinute());
        json.put("type", SampleType.word(calibration.type()));
        json.put("location", location(calibration.location()));
        json.put("next_calibration_min", calibration.nextMinute());
        json.put("record", calibration.record());
        json.put("status", Bits.words(calibration.status(), CALIBRATION_STATUS));
    }

    private static Object interval(int minutes) {
        return minutes == 0 ? "disabled" : minutes == OpsControl.FASTEST ? "fastest" : (Object) minutes;
    }

    private static List<String> words(Set<Annunciation> said) {
        return said.stream().sorted().map(Annunciation::word).toList();
    }

    private static String location(int code) {
        return code == NOT_AVAILABLE ? "NotAvailable" : code < LOCATIONS.size() ? LOCATIONS.get(code) : "Reserved";
    }

    /** JSON has a null for what is not known; a map that may hold one is filled by hand. */
    private static Integer orNull(OptionalInt value) {
        return value.isPresent() ? (Integer) value.getAsInt() : null;
    }
}
