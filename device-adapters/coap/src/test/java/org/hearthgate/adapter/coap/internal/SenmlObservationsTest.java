package org.hearthgate.adapter.coap.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.hearthgate.api.observation.BloodPressure;
import org.hearthgate.api.observation.BodyTemperature;
import org.hearthgate.api.observation.BodyWeight;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Ketone;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.OxygenSaturation;
import org.hearthgate.api.observation.StepCount;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SenmlObservationsTest {
    private static SenmlObservations.Result result(String... records) throws SenmlException {
        return Packs.observations("[{\"bn\":\"" + Packs.DEVICE + "\"," + String.join(",{", records) + "]");
    }

    private static Observation only(String record) throws SenmlException {
        var result = result(record);
        assertThat(result.refused()).isEmpty();
        assertThat(result.made()).hasSize(1);
        return result.made().get(0).observation();
    }

    @ParameterizedTest(name = "{0} {1} is {2} mg/dL")
    @CsvSource({
        "1.2, kg/m3, 120",
        "0.57, kg/m3, 57",
        "0.55, kg/m3, 55",
        "120, mg/dL, 120",
        "120, mg/dl, 120",
        "1200, mg/l, 120",
        "6.6, mmol/L, 118.92",
        "3.9, mmol/L, 70.27",
        "3.9, mol/m3, 70.27"
    })
    void reads_glucose_in_every_unit_of_the_table(String value, String unit, double mgPerDl) throws Exception {
        var reading = (GlucoseReading) only("\"n\":\"glucose\",\"u\":\"" + unit + "\",\"v\":" + value + "}");

        assertThat(reading.mgPerDl()).isEqualTo(mgPerDl);
        assertThat(reading.person()).isEqualTo(Given.ANNA);
        assertThat(reading.device().value()).isEqualTo(Packs.DEVICE);
        assertThat(reading.receivedAt()).isEqualTo(Packs.NOON);
        assertThat(reading.origin().provenance().adapter()).isEqualTo("coap");
        assertThat(reading.origin().provenance().raw()).isPresent();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"n\":\"glucose\",\"v\":5.5} | unit must be one of",
                "\"n\":\"glucose\",\"u\":\"g\",\"v\":5.5} | unit must be one of",
                "\"n\":\"glucose\",\"u\":\"mg/dL\",\"v\":0} | must be",
                "\"n\":\"glucose\",\"u\":\"mg/dL\",\"v\":2001} | must be",
                "\"n\":\"glucose\",\"u\":\"mg/dL\",\"vb\":true} | needs a number",
                "\"n\":\"glucose\",\"u\":\"mg/dL\",\"vs\":\"low\"} | needs a number",
                "\"n\":\"glucose\",\"u\":\"mg/dL\",\"s\":100} | needs a number",
                "\"n\":\"steps\",\"v\":1.5} | whole number",
                "\"n\":\"steps\",\"v\":1e30} | whole number",
                "\"n\":\"heart-rate\",\"u\":\"beat/min\",\"v\":301} | must be",
                "\"n\":\"spo2\",\"v\":97} | unit must be one of",
                "\"n\":\"humidity\",\"u\":\"%RH\",\"v\":50} | not a name",
                "\"n\":\"diastolic\",\"u\":\"mmHg\",\"v\":80} | no usable systolic",
                "\"n\":\"systolic\",\"u\":\"mmHg\",\"v\":120} | no diastolic",
                "\"n\":\"glucose-trend\",\"u\":\"mg/dL/min\",\"v\":1} | no usable glucose"
            })
    void says_what_is_wrong_with_a_record(String record, String reason) throws Exception {
        var result = result(record);

        assertThat(result.made()).isEmpty();
        assertThat(result.refused()).singleElement().satisfies(one -> assertThat(one.reason())
                .contains(reason));
    }

    @Test
    void takes_low_and_high_for_bounds_and_not_for_numbers() throws Exception {
        var low = (GlucoseReading) only("\"n\":\"glucose\",\"vs\":\"LOW\"}");
        var high = (GlucoseReading) only("\"n\":\"glucose\",\"vs\":\"HIGH\"}");

        assertThat(low.bound()).isEqualTo(Bound.BELOW_RANGE);
        assertThat(low.mgPerDl()).isEqualTo(40);
        assertThat(high.bound()).isEqualTo(Bound.ABOVE_RANGE);
        assertThat(high.mgPerDl()).isEqualTo(400);
    }

    @Test
    void joins_a_trend_to_the_glucose_of_the_same_time_wherever_it_stands() throws Exception {
        var result = result(
                "\"n\":\"glucose-trend\",\"u\":\"mg/dL/min\",\"v\":-2.5}",
                "\"n\":\"glucose\",\"u\":\"mg/dL\",\"v\":90}",
                "\"n\":\"glucose\",\"t\":-300,\"u\":\"mg/dL\",\"v\":103}");

        assertThat(result.refused()).isEmpty();
        assertThat(result.made())
                .extracting(made -> ((GlucoseReading) made.observation()).trendMgPerDlPerMin())
                .containsExactly(OptionalDouble.of(-2.5), OptionalDouble.empty());
        assertThat(result.made().get(0).records())
                .extracting(SenmlRecord::position)
                .containsExactly(2, 1);
    }

    @ParameterizedTest
    @CsvSource({"mg/dL/min, 101", "mg/dL, 1", "mg/dL/min, -1e30"})
    void keeps_a_glucose_whose_trend_is_nonsense(String unit, String trend) throws Exception {
        var result = result(
                "\"n\":\"glucose\",\"u\":\"mg/dL\",\"v\":52}",
                "\"n\":\"glucose-trend\",\"u\":\"" + unit + "\",\"v\":" + trend + "}");

        assertThat(result.made()).hasSize(1);
        assertThat(((GlucoseReading) result.made().get(0).observation()).mgPerDl())
                .isEqualTo(52);
        assertThat(result.refused()).extracting(SenmlRefusal::position).containsExactly(2);
    }

    @Test
    void pairs_systolic_and_diastolic_by_time() throws Exception {
        var result = result(
                "\"n\":\"systolic\",\"u\":\"mm[Hg]\",\"v\":121}",
                "\"n\":\"diastolic\",\"t\":-60,\"u\":\"mmHg\",\"v\":79}",
                "\"n\":\"diastolic\",\"u\":\"mm[Hg]\",\"v\":81}",
                "\"n\":\"systolic\",\"t\":-60,\"u\":\"Pa\",\"v\":16000}");

        assertThat(result.refused()).isEmpty();
        assertThat(result.made())
                .extracting(made -> (BloodPressure) made.observation())
                .satisfiesExactly(
                        now -> {
                            assertThat(now.systolicMmHg()).isEqualTo(121);
                            assertThat(now.diastolicMmHg()).isEqualTo(81);
                        },
                        before -> {
                            assertThat(before.systolicMmHg()).isEqualTo(120.01);
                            assertThat(before.measuredAt()).isEqualTo(Packs.NOON.minusSeconds(60));
                        });
    }

    @Test
    void refuses_both_halves_of_a_pair_when_one_is_bad() throws Exception {
        var result =
                result("\"n\":\"systolic\",\"u\":\"mmHg\",\"v\":121}", "\"n\":\"diastolic\",\"u\":\"mmHg\",\"v\":900}");

        assertThat(result.made()).isEmpty();
        assertThat(result.refused()).extracting(SenmlRefusal::position).containsExactly(1, 2);
    }

    @Test
    void reads_every_other_name() throws Exception {
        var result = result(
                "\"n\":\"insulin-bolus\",\"u\":\"U\",\"v\":4.5}",
                "\"n\":\"insulin-basal\",\"v\":18}",
                "\"n\":\"carbs\",\"u\":\"kg\",\"v\":0.045}",
                "\"n\":\"weight\",\"u\":\"g\",\"v\":82300}",
                "\"n\":\"heart-rate\",\"u\":\"beat/min\",\"v\":71.6}",
                "\"n\":\"steps\",\"u\":\"count\",\"v\":1200}",
                "\"n\":\"spo2\",\"u\":\"/\",\"v\":0.97}",
                "\"n\":\"temperature\",\"u\":\"K\",\"v\":310.15}",
                "\"n\":\"ketone\",\"u\":\"mmol/L\",\"v\":0.6}");

        assertThat(result.refused()).isEmpty();
        List<Observation> all =
                result.made().stream().map(SenmlObservations.Made::observation).toList();
        assertThat(((InsulinDose) all.get(0)).units()).isEqualTo(4.5);
        assertThat(((InsulinDose) all.get(0)).purpose()).isEqualTo(InsulinDose.Purpose.BOLUS);
        assertThat(((InsulinDose) all.get(1)).purpose()).isEqualTo(InsulinDose.Purpose.BASAL);
        assertThat(((CarbohydrateIntake) all.get(2)).grams()).isEqualTo(45);
        assertThat(((BodyWeight) all.get(3)).kilograms()).isEqualTo(82.3);
        assertThat(((HeartRate) all.get(4)).beatsPerMinute()).isEqualTo(72);
        assertThat(((StepCount) all.get(5)).steps()).isEqualTo(1200);
        assertThat(((OxygenSaturation) all.get(6)).percent()).isEqualTo(97);
        assertThat(((BodyTemperature) all.get(7)).celsius()).isEqualTo(37);
        assertThat(((Ketone) all.get(8)).mmolPerL()).isEqualTo(0.6);
    }

    @ParameterizedTest(name = "base name \"{0}\"")
    @CsvSource({"''", "urn:dev:", "room/", "urn:other:mac:01:"})
    void refuses_a_record_that_does_not_say_which_device_it_is_from(String baseName) throws Exception {
        var result = Packs.observations("[{\"bn\":\"" + baseName + "\",\"n\":\"glucose\",\"u\":\"mg/dL\",\"v\":100}]");

        assertThat(result.made()).isEmpty();
        assertThat(result.refused()).singleElement().satisfies(one -> assertThat(one.reason())
                .contains("urn:dev:"));
    }

    @Test
    void leaves_times_of_1970_and_of_the_future_to_ingest() throws Exception {
        var result = result(
                "\"n\":\"glucose\",\"u\":\"mg/dL\",\"v\":100,\"t\":-1772452800}",
                "\"n\":\"glucose\",\"u\":\"mg/dL\",\"v\":100,\"t\":86400}");

        assertThat(result.made())
                .extracting(made -> made.observation().measuredAt())
                .containsExactly(Instant.EPOCH, Packs.NOON.plusSeconds(86_400));
    }
}
