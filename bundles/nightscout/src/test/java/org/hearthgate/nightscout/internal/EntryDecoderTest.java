package org.hearthgate.nightscout.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryDecoderTest {
    private static final EntryDecoder DECODER = new EntryDecoder(Given.ANNA, Given.NOON);
    private static final long AT = 1_772_452_500_000L; // 2026-03-02T11:55:00Z

    private static JsonNode json(String text) {
        try {
            return WireJson.MAPPER.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Observation taken(String text) {
        EntryDecoder.Decoded decoded = DECODER.decode(json(text));
        assertThat(decoded).as(text).isInstanceOf(EntryDecoder.Decoded.Taken.class);
        return ((EntryDecoder.Decoded.Taken) decoded).observation();
    }

    private static String refused(String text) {
        EntryDecoder.Decoded decoded = DECODER.decode(json(text));
        assertThat(decoded).as(text).isInstanceOf(EntryDecoder.Decoded.Refused.class);
        return ((EntryDecoder.Decoded.Refused) decoded).reason();
    }

    private static GlucoseReading reading(String sgv) {
        return (GlucoseReading) taken("{'type':'sgv','sgv':" + sgv + ",'date':" + AT + ",'device':'G6'}");
    }

    @Test
    void takes_what_xdrip_posts() {
        var reading = (GlucoseReading) taken("{'device':'xDrip-DexcomG5','date':" + AT
                + ",'dateString':'2026-03-02T12:55:00.000+0100','sgv':104,"
                + "'delta':-1.993,'direction':'FortyFiveDown','type':'sgv','filtered':104000,'rssi':100,'noise':1}");
        assertThat(reading.mgPerDl()).isEqualTo(104);
        assertThat(reading.bound()).isEqualTo(Bound.EXACT);
        assertThat(reading.trendMgPerDlPerMin()).as("an arrow is no number").isEmpty();
        assertThat(reading.measuredAt()).isEqualTo(Instant.ofEpochMilli(AT));
        assertThat(reading.receivedAt()).isEqualTo(Given.NOON);
        assertThat(reading.person()).isEqualTo(Given.ANNA);
        assertThat(reading.device().value()).isEqualTo("nightscout:xDrip-DexcomG5");
        assertThat(reading.origin().deviceOffset()).contains(ZoneOffset.ofHours(1));
        assertThat(reading.quality().mayAlarm()).isTrue();
        assertThat(reading.origin().provenance().raw().orElseThrow().text()).contains("\"delta\":-1.993");
    }

    @ParameterizedTest(name = "sgv {0} is {1} {2}")
    @CsvSource({
        "20, 40, BELOW_RANGE", "38, 40, BELOW_RANGE", "39, 40, BELOW_RANGE", "40, 40, EXACT", "400, 400, EXACT",
        "401, 400, ABOVE_RANGE", "402, 402, EXACT", "500, 500, EXACT", "501, 500, ABOVE_RANGE", "600, 500, ABOVE_RANGE"
    })
    void reads_low_and_high_as_bounds(String sgv, double mgPerDl, Bound bound) {
        assertThat(reading(sgv).mgPerDl()).isEqualTo(mgPerDl);
        assertThat(reading(sgv).bound()).isEqualTo(bound);
    }

    @Test
    void believes_the_condition_that_loop_states() {
        var low = (GlucoseReading)
                taken("{'type':'sgv','sgv':50,'condition':'belowRange','date':" + AT + ",'trendRate':-2.5}");
        assertThat(low.bound()).isEqualTo(Bound.BELOW_RANGE);
        assertThat(low.mgPerDl()).isEqualTo(50);
        assertThat(low.trendMgPerDlPerMin()).hasValue(-2.5);
        assertThat(low.device().value()).isEqualTo("nightscout:unknown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"12", "5.6", "19.99", "20.4", "601", "-1", "null", "true", "'LOW'", "''", "'0x60'", "[]", "1e99"
            })
    void refuses_error_codes_mmol_and_what_is_no_number(String sgv) {
        assertThat(refused("{'type':'sgv','sgv':" + sgv + ",'date':" + AT + "}"))
                .contains("sgv");
    }

    @Test
    void takes_a_number_written_as_text_but_no_other_unit() {
        assertThat(reading("'119'").mgPerDl()).isEqualTo(119);
        assertThat(refused("{'type':'sgv','sgv':100,'units':'mmol','date':" + AT + "}"))
                .contains("mg/dl");
    }

    @Test
    void doubts_heavy_noise_and_only_that() {
        assertThat(taken("{'type':'sgv','sgv':60,'noise':4,'date':" + AT + "}")
                        .quality()
                        .has(Doubt.Flag.NOISY))
                .isTrue();
        assertThat(taken("{'type':'sgv','sgv':60,'noise':3,'date':" + AT + "}")
                        .quality()
                        .doubts())
                .isEmpty();
    }

    @ParameterizedTest(name = "date {0}, dateString {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "1772452500000, -",
                "1772452500000.75, -",
                "'\"1772452500000\"', -",
                "-, 2026-03-02T11:55:00Z",
                "-, 2026-03-02T12:55:00.000+0100",
                "-, 2026-03-02T12:55:00+01:00",
                "1772452500000, nonsense",
                "1772452500000, 2020-01-01T00:00:00Z"
            })
    void finds_the_one_time_it_was_measured_at(String date, String dateString) {
        String fields = (date == null ? "" : ",'date':" + date)
                + (dateString == null ? "" : ",'dateString':'" + dateString + "'");
        assertThat(taken("{'type':'sgv','sgv':100" + fields + "}").measuredAt()).isEqualTo(Instant.ofEpochMilli(AT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",'dateString':'2026-03-02T12:55:00'",
                ",'dateString':'yesterday'",
                ",'date':'soon'",
                ",'date':1e300",
                ",'date':99999999999999999999999",
                ",'date':-5",
                ",'date':0",
                ",'date':{}",
                ",'dateString':'+999999999-12-31T23:59:59Z'"
            })
    void refuses_a_time_that_can_be_understood_in_two_ways_or_in_none(String time) {
        assertThat(refused("{'type':'sgv','sgv':100" + time + "}")).isNotBlank();
    }

    @Test
    void says_that_seconds_are_seconds() {
        assertThat(refused("{'type':'sgv','sgv':100,'date':1772452500}")).contains("seconds");
    }

    @Test
    void keeps_fingersticks_and_calibrations_apart_from_the_sensor() {
        assertThat(taken("{'type':'mbg','mbg':37.8,'date':" + AT + "}")).isInstanceOf(CapillaryGlucose.class);
        assertThat(taken("{'mbg':109,'date':" + AT + "}")).isInstanceOf(CapillaryGlucose.class);
        assertThat(refused("{'type':'mbg','mbg':5.6,'date':" + AT + "}")).contains("mmol");
        var calibration =
                (DeviceEvent) taken("{'type':'cal','slope':850.1,'intercept':31000.5,'scale':1,'date':" + AT + "}");
        assertThat(calibration.event()).isEqualTo(DeviceEvent.Event.CALIBRATION);
        assertThat(calibration.detail()).isEqualTo("slope 850.1, intercept 31000.5, scale 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "'sgv'", "7", "null", "{}", "{'type':'rawbg'}", "{'type':7}"})
    void refuses_what_is_no_entry(String document) {
        assertThat(refused(document)).isNotBlank();
    }

    @Test
    void refuses_a_device_without_a_usable_name_and_a_document_of_absurd_size() {
        assertThat(refused("{'type':'sgv','sgv':100,'date':" + AT + ",'device':{}}"))
                .contains("device");
        assertThat(refused("{'type':'sgv','sgv':100,'date':" + AT + ",'device':'" + "x".repeat(300) + "'}"))
                .contains("device");
        assertThat(refused("{'type':'sgv','sgv':100,'date':" + AT + ",'notes':'" + "x".repeat(17_000) + "'}"))
                .contains("KiB");
    }

    @Test
    void keeps_no_credential_in_the_record() {
        Observation reading = taken("{'type':'sgv','sgv':100,'date':" + AT + ",'secret':'hunter2','token':'hunter3'}");
        assertThat(reading.origin().provenance().raw().orElseThrow().text()).doesNotContain("hunter");
    }

    @Property(tries = 2000)
    void always_decides_and_what_it_takes_can_be_given_back(@ForAll("documents") String document) {
        EntryDecoder.Decoded decoded = DECODER.decode(json(document));
        if (decoded instanceof EntryDecoder.Decoded.Taken taken) {
            assertThat(EntryDocument.of(taken.observation(), java.util.Optional::empty))
                    .isPresent();
        } else {
            assertThat(((EntryDecoder.Decoded.Refused) decoded).reason()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<String> documents() {
        Arbitrary<String> value = Arbitraries.oneOf(
                Arbitraries.of(
                        "null",
                        "true",
                        "[]",
                        "{}",
                        "''",
                        "'sgv'",
                        "'mbg'",
                        "'cal'",
                        "1e308",
                        "-0.0",
                        "'1e5'",
                        "1772452500000"),
                Arbitraries.of(
                        "'2026-03-02T12:55:00.000+0100'", "'9999-12-31T23:59:59-18:00'", "'0001-01-01T00:00:00Z'"),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.doubles().map(String::valueOf),
                Arbitraries.strings()
                        .ofMaxLength(5)
                        // these tests write ' for ", so a ' of the text itself would become a stray quote
                        .map(text -> WireJson.MAPPER
                                .valueToTree(text.replace('\'', ' '))
                                .toString()));
        Arbitrary<String> name = Arbitraries.of(
                "type",
                "sgv",
                "mbg",
                "date",
                "dateString",
                "device",
                "noise",
                "utcOffset",
                "units",
                "condition",
                "trendRate",
                "slope");
        return Combinators.combine(name, value)
                .as((key, content) -> "\"" + key + "\":" + content)
                .list()
                .ofMaxSize(8)
                .map(fields -> "{" + String.join(",", fields) + "}");
    }
}
