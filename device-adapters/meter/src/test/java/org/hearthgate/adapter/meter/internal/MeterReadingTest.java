package org.hearthgate.adapter.meter.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Ketone;
import org.hearthgate.api.observation.Note;
import org.hearthgate.api.observation.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeterReadingTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    /** 2026-11-21 10:30:00 on the meter's clock, record 7. */
    private static final String BASE = "0700ea070b150a1e00";

    private static List<Observation> read(String measurement, String context, Map<String, Object> settings)
            throws FrameException {
        return MeterReading.of(
                MeterDecoder.measurement(HexFormat.of().parseHex(measurement)),
                context.isEmpty()
                        ? Optional.empty()
                        : Optional.of(MeterDecoder.context(HexFormat.of().parseHex(context))),
                MeterHome.settings(settings),
                ZoneId.of("Europe/Berlin"),
                NOON);
    }

    private static CapillaryGlucose glucose(String measurement) throws FrameException {
        return (CapillaryGlucose) read(measurement, "", Map.of()).get(0);
    }

    @ParameterizedTest(name = "{0} {1} is {2} mg/dL {3}")
    @CsvSource({
        "02, 78b011, 120, EXACT", // 120e-5 kg/L
        "02, 39b011, 57, EXACT",
        "06, 37c011, 99.1, EXACT", // 5.5 mmol/L x 18.0182, to hundredths
        "06, 01d011, 18.02, EXACT",
        "02, fe0711, 600, ABOVE_RANGE",
        "02, 020811, 20, BELOW_RANGE",
        "0a, 58b2112000, 600, ABOVE_RANGE",
        "0a, 0ab0114000, 10, BELOW_RANGE",
    })
    void concentrations_are_exact_and_edges_are_bounds(String flags, String rest, double mgPerDl, Bound bound)
            throws FrameException {
        CapillaryGlucose glucose = glucose(flags + BASE + rest);

        assertThat(glucose.mgPerDl()).isEqualTo(mgPerDl);
        assertThat(glucose.bound()).isEqualTo(bound);
    }

    @Test
    void the_time_is_base_plus_offset_in_the_zone_of_the_home() throws FrameException {
        CapillaryGlucose glucose = glucose("03" + BASE + "c4ff" + "78b011");

        assertThat(glucose.measuredAt()).isEqualTo("2026-11-21T08:30:00Z");
        assertThat(glucose.origin().deviceOffset()).hasValueSatisfying(offset -> assertThat(offset.getTotalSeconds())
                .isEqualTo(3600));
        assertThat(glucose.quality().has(Doubt.Flag.LATE)).isTrue();
    }

    @Test
    void an_hour_that_autumn_has_twice_is_a_doubt() throws FrameException {
        CapillaryGlucose glucose = glucose("020700ea070a1902 1e0078b011".replace(" ", ""));

        assertThat(glucose.quality().has(Doubt.Flag.AMBIGUOUS_TIME)).isTrue();
    }

    @Test
    void moving_the_meters_clock_does_not_change_what_a_record_is() throws FrameException {
        assertThat(glucose("03" + BASE + "c4ff" + "78b011").origin().sequence())
                .isEqualTo(glucose("02" + BASE + "78b011").origin().sequence());
    }

    @ParameterizedTest
    @CsvSource({
        "ff0711",
        "000811",
        "010811", // NaN, NRes, reserved
        "0000 11",
        "f0bf11", // none, negative
        "784011" // 1 200 000 kg/L
    })
    void what_no_meter_measures_is_refused(String rest) {
        assertThatThrownBy(() -> glucose("02" + BASE + rest.replace(" ", ""))).isInstanceOf(FrameException.class);
    }

    @ParameterizedTest
    @CsvSource({"0200", "0400", "0800", "1000", "8000", "0001", "0002", "0004"})
    void a_failed_measurement_is_refused_though_it_has_a_number(String annunciation) {
        assertThatThrownBy(() -> glucose("0a" + BASE + "78b011" + annunciation))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("failed measurement");
    }

    @Test
    void a_record_without_value_or_date_is_refused() {
        assertThatThrownBy(() -> glucose("00" + BASE)).hasMessageContaining("without a value");
        assertThatThrownBy(() -> glucose("02070000000000000000 78b011".replace(" ", "")))
                .hasMessageContaining("no date");
    }

    @Test
    void a_meter_that_doubts_its_clock_and_one_that_is_low_on_power_say_so() throws FrameException {
        List<Observation> made = read("0a" + BASE + "78b011" + "0108", "", Map.of());

        assertThat(made.get(0).quality().has(Doubt.Flag.AMBIGUOUS_TIME)).isTrue();
        assertThat(made.get(1)).isInstanceOfSatisfying(DeviceEvent.class, event -> assertThat(event.event())
                .isEqualTo(DeviceEvent.Event.BATTERY_LOW));
    }

    @Test
    void interstitial_fluid_is_no_fingerstick() {
        assertThatThrownBy(() -> glucose("02" + BASE + "78b059")).hasMessageContaining("interstitial");
    }

    @Test
    void meal_code_six_is_a_ketone_where_the_model_says_so_and_nowhere_glucose() throws FrameException {
        Map<String, Object> dual = Map.of("ketoneByMealSix", true);
        assertThat(read("12" + BASE + "1eb011", "02070006", dual))
                .singleElement()
                .isInstanceOfSatisfying(
                        Ketone.class, ketone -> assertThat(ketone.mmolPerL()).isEqualTo(3.0));
        assertThat(read("12" + BASE + "78b011", "02070001", dual).get(0)).isInstanceOf(CapillaryGlucose.class);
        assertThatThrownBy(() -> read("12" + BASE + "1eb011", "02070006", Map.of()))
                .hasMessageContaining("ketoneByMealSix");
        assertThatThrownBy(() -> read("12" + BASE + "1eb011", "", dual)).hasMessageContaining("context");
    }

    @ParameterizedTest(name = "{0} at U{1} is {2} U {3}")
    @CsvSource({
        "300700010ca0, 100, 1.2, BOLUS", // 12e-6 L
        "300700020ca0, 200, 2.4, BOLUS",
        "300700040ca0, 100, 1.2, BASAL",
    })
    void litres_of_insulin_are_units_where_the_strength_is_known(
            String context, int strength, double units, InsulinDose.Purpose purpose) throws FrameException {
        assertThat(read("12" + BASE + "78b011", context, Map.of("insulinUnitsPerMillilitre", strength)))
                .filteredOn(InsulinDose.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(InsulinDose.class, dose -> {
                    assertThat(dose.units()).isEqualTo(units);
                    assertThat(dose.purpose()).isEqualTo(purpose);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "300700010ca0, 0, Rapid-acting insulin 0.012 mL", // strength unknown
        "100700010ca0, 100, Rapid-acting insulin 0.012 g", // a mass
        "300700050ca0, 100, Mixed insulin 0.012 mL", // neither bolus nor basal
        "300700010c10, 100, Rapid-acting insulin 120000 mL" // no body takes that
    })
    void other_medication_stays_a_note(String context, int strength, String text) throws FrameException {
        List<Observation> made = read("12" + BASE + "78b011", context, Map.of("insulinUnitsPerMillilitre", strength));

        assertThat(made).hasSize(2).noneMatch(InsulinDose.class::isInstance);
        assertThat(((Note) made.get(1)).text()).isEqualTo(text);
    }

    @Test
    void implausible_carbohydrates_are_not_eaten() throws FrameException {
        assertThat(read("12" + BASE + "78b011", "01070001 0c10".replace(" ", ""), Map.of()))
                .hasSize(2)
                .noneMatch(org.hearthgate.api.observation.CarbohydrateIntake.class::isInstance);
    }
}
