package org.hearthgate.adapter.meter.internal;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hearthgate.adapter.conversation.gatt.Bits;
import org.hearthgate.adapter.conversation.gatt.SampleType;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.MedicalFloat;

/** Tells the decoder's records in words, for an installer's eye and {@code hub decode}. */
final class MeterJson {
    static final BigDecimal MG_PER_DL = BigDecimal.valueOf(100_000);
    static final BigDecimal MMOL_PER_L = BigDecimal.valueOf(1_000);
    private static final int NOT_AVAILABLE = 15;
    private static final List<String> LOCATIONS =
            List.of("Reserved", "Finger", "AlternateSiteTest", "Earlobe", "ControlSolution");
    private static final List<String> CARBOHYDRATES =
            List.of("Reserved", "Breakfast", "Lunch", "Dinner", "Snack", "Drink", "Supper", "Brunch");
    private static final List<String> MEALS =
            List.of("Reserved", "Preprandial", "Postprandial", "Fasting", "Casual", "Bedtime");
    private static final List<String> TESTERS = List.of("Reserved", "Self", "HealthCareProfessional", "LabTest");
    private static final List<String> HEALTHS =
            List.of("Reserved", "MinorIssues", "MajorIssues", "DuringMenses", "UnderStress", "NoIssues");
    private static final List<String> MEDICATIONS =
            List.of("Reserved", "RapidActing", "ShortActing", "IntermediateActing", "LongActing", "PreMixed");
    private static final List<String> FEATURES = List.of(
            "LowBatteryDetection",
            "SensorMalfunctionDetection",
            "SensorSampleSize",
            "StripInsertionErrorDetection",
            "StripTypeErrorDetection",
            "SensorResultHighLowDetection",
            "SensorTempHighLowDetection",
            "SensorReadInterruptDetection",
            "GeneralDeviceFault",
            "TimeFault",
            "MultipleBond");

    private MeterJson() {}

    static Map<String, Object> measurement(byte[] octets) throws FrameException {
        MeterMeasurement measurement = MeterDecoder.measurement(octets);
        var json = new LinkedHashMap<String, Object>();
        json.put("sequence", measurement.sequence());
        json.put("base_time", measurement.base().text());
        measurement.offsetMinutes().ifPresent(minutes -> json.put("time_offset_min", minutes));
        measurement.sample().ifPresent(sample -> put(json, sample));
        measurement
                .said()
                .ifPresent(said -> json.put(
                        "annunciation",
                        said.stream().sorted().map(Annunciation::word).toList()));
        json.put("context_follows", measurement.contextFollows());
        return json;
    }

    private static void put(Map<String, Object> json, MeterMeasurement.Sample sample) {
        MedicalFloat concentration = sample.concentration();
        json.put("unit", sample.molar() ? "mol/L" : "kg/L");
        json.put("concentration", concentration.json());
        concentration
                .times(sample.molar() ? MMOL_PER_L : MG_PER_DL)
                .number()
                .ifPresent(value -> json.put(sample.molar() ? "mmoll" : "mgdl", value));
        json.put("type", SampleType.word(sample.type()));
        json.put("location", wordOrNotAvailable(LOCATIONS, sample.location()));
    }

    static Map<String, Object> context(byte[] octets) throws FrameException {
        MeterContext context = MeterDecoder.context(octets);
        var json = new LinkedHashMap<String, Object>();
        json.put("sequence", context.sequence());
        context.extendedFlags().ifPresent(flags -> json.put("extended_flags", flags));
        context.carbohydrate().ifPresent(eaten -> {
            json.put("carb_id", word(CARBOHYDRATES, eaten.meal()));
            json.put("carb_kg", eaten.kilograms().json());
        });
        context.meal().ifPresent(meal -> json.put("meal", word(MEALS, meal)));
        context.tester().ifPresent(tester -> {
            json.put("tester", wordOrNotAvailable(TESTERS, tester.who()));
            json.put("health", wordOrNotAvailable(HEALTHS, tester.health()));
        });
        context.exercise().ifPresent(exercise -> {
            boolean overrun = exercise.seconds() == MeterContext.Exercise.OVERRUN;
            json.put("exercise_s", overrun ? "overrun" : (Object) exercise.seconds());
            json.put("exercise_pct", exercise.percent());
        });
        context.medication().ifPresent(given -> {
            json.put("medication", word(MEDICATIONS, given.kind()));
            json.put("medication_amount", given.amount().json());
            json.put("medication_unit", given.litres() ? "litre" : "kg");
        });
        context.hba1cPercent().ifPresent(percent -> json.put("hba1c_pct", percent.json()));
        return json;
    }

    static Map<String, Object> feature(byte[] octets) throws FrameException {
        return Map.of("features", Bits.words(MeterDecoder.feature(octets), FEATURES));
    }

    private static String word(List<String> words, int code) {
        return code < words.size() ? words.get(code) : "Reserved";
    }

    private static String wordOrNotAvailable(List<String> words, int code) {
        return code == NOT_AVAILABLE ? "NotAvailable" : word(words, code);
    }
}
