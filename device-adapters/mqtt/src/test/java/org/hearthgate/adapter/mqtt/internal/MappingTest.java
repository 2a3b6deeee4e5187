package org.hearthgate.adapter.mqtt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.hearthgate.api.observation.Bound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {
    private static MessageDecoder.Reading read(String message, String... mapping) {
        return new MessageDecoder(Mapping.of(mapping))
                .decode(message.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static double value(Quantity quantity, String message, String... mapping) {
        return read(message, mapping).values().get(quantity).number();
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "weight=$.weight kg | {'weight':70.35} | WEIGHT | 70.35",
                "weight=$.weight lb | {'weight':154.3} | WEIGHT | 69.989302691",
                "weight=$.a.b[1].w g | {'a':{'b':[0,{'w':5400}]}} | WEIGHT | 5.4",
                "weight=$ kg | 70.35 | WEIGHT | 70.35",
                "weight = $.weight  $.unit | {'weight':140.7,'unit':'jin'} | WEIGHT | 70.35",
                "glucose=$.g mmol/L | {'g':'5.5'} | GLUCOSE | 99.1001",
                "ketone=$.k mmol/l | {'k':0.6} | KETONE | 0.6",
                "temperature=$.t F | {'t':100.4} | TEMPERATURE | 38",
                "temperature=$.t °C | {'t':37.2} | TEMPERATURE | 37.2",
                "systolic=$.s kPa | {'s':16} | SYSTOLIC | 120.00992",
                "heart-rate=$.hr if $.kind=oximeter | {'hr':61,'kind':'oximeter'} | HEART_RATE | 61"
            })
    void finds_a_value_and_its_unit(String mapping, String message, Quantity quantity, double expected) {
        assertThat(value(quantity, message, mapping)).isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "weight",
                "weight=$.w",
                "weight=$.w stone",
                "glucose=$.g",
                "glucose=$.g kg",
                "pulse=$.p",
                "weight=w kg",
                "weight=$..w kg",
                "weight=$.w[x] kg",
                "heart-rate=$.hr if",
                "heart-rate=$.hr if $.a",
                "time=now"
            })
    void refuses_a_mapping_that_could_mean_something_else(String line) {
        assertThatThrownBy(() -> Mapping.of(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knows_theengs_scale_and_takes_a_person_and_not_a_parcel() {
        String person = "{'id':'5C:CA:D3:70:D4:A2','name':'MIBFS','rssi':-67,'brand':'Xiaomi',"
                + "'model':'Mi Body Composition Scale','model_id':'XMTZC02HM/XMTZC05HM','type':'SCALE',"
                + "'weighing_mode':'person','unit':'kg','weight':70.35,'impedance':503}";

        assertThat(value(Quantity.WEIGHT, person, "auto")).isEqualTo(70.35);
        assertThat(value(Quantity.IMPEDANCE, person, "auto")).isEqualTo(503);
        assertThat(read(person.replace("'person'", "'object'"), "auto").values())
                .isEmpty();
        assertThat(value(Quantity.WEIGHT, person.replace("'kg'", "'lb'"), "auto"))
                .isCloseTo(31.91, org.assertj.core.data.Offset.offset(0.01));
    }

    @Test
    void never_takes_the_warmth_of_a_room_for_a_fever() {
        assertThat(read("{'id':'A4:C1:38:00:00:01','model_id':'LYWSD03MMC','tempc':38.5,'hum':40,'batt':87}", "auto")
                        .values())
                .isEmpty();
    }

    @Test
    void refuses_single_values_and_keeps_the_others() {
        MessageDecoder.Reading reading =
                read("{'hr':'fast','spo2':97,'weighing_mode':'person','weight':70,'unit':'st'}", "auto");

        assertThat(reading.values()).containsOnlyKeys(Quantity.SPO2);
        assertThat(reading.refused()).hasSize(2).noneMatch(reason -> reason.contains("fast"));
    }

    @Test
    void keeps_low_and_high_of_a_sensor_as_bounds() {
        assertThat(read("{'g':'LOW'}", "glucose=$.g mg/dL").values().get(Quantity.GLUCOSE))
                .isEqualTo(new MessageDecoder.Value(40, Bound.BELOW_RANGE));
        assertThat(read("{'g':'HI'}", "glucose=$.g mg/dL").values().get(Quantity.GLUCOSE))
                .isEqualTo(new MessageDecoder.Value(400, Bound.ABOVE_RANGE));
    }

    @Test
    void reads_the_time_in_every_usual_form() {
        Instant noon = Instant.parse("2026-03-02T12:00:00Z");
        for (String time : List.of(
                "1772452800", "1772452800000", "1772452800000000000", "'2026-03-02T13:00:00+01:00'", "'1772452800'")) {
            assertThat(read("{'hr':60,'t':" + time + "}", "heart-rate=$.hr", "time=$.t")
                            .measuredAt())
                    .as(time)
                    .contains(noon);
        }
        for (String none : List.of("12", "'noon'", "-1", "1e300", "true", "[]", "'2026-03-02T13:00:00'")) {
            assertThatThrownBy(() -> read("{'hr':60,'t':" + none + "}", "heart-rate=$.hr", "time=$.t"))
                    .as(none)
                    .hasMessageContaining("time");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}{}",
                "nonsense",
                "\u0000",
                "{'a':[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}"
            })
    void refuses_what_is_no_message(String message) {
        assertThatThrownBy(() -> read(message, "auto")).isInstanceOf(IllegalArgumentException.class);
    }
}
