package org.hearthgate.adapter.phone.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Note;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.StepCount;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecodersTest {
    private static final PhoneSource SOURCE = new PhoneSource(Given.ANNA, new DeviceId("phone:anna"), Given.NOON);
    private static final long MILLIS = Given.NOON.toEpochMilli();

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) PhoneJson.MAPPER.readTree(text.replace('\'', '"'));
    }

    private static GlucoseReading reading(String fields) throws Exception {
        Decoded decoded = new ReadingDecoder(SOURCE).decode(json("{'date':" + MILLIS + "," + fields + "}"));
        return (GlucoseReading) ((Decoded.Taken) decoded).observations().get(0);
    }

    private static List<Observation> treatment(String fields) throws Exception {
        return ((Decoded.Taken)
                        new TreatmentDecoder(SOURCE).decode(json("{'created_at':" + MILLIS + "," + fields + "}")))
                .observations();
    }

    @ParameterizedTest(name = "sgv {0} is {1} {2}")
    @CsvSource({
        "20, 40, BELOW_RANGE",
        "38, 40, BELOW_RANGE",
        "39, 40, BELOW_RANGE",
        "40, 40, EXACT",
        "400, 400, EXACT",
        "401, 400, ABOVE_RANGE",
        "402, 402, EXACT",
        "500, 500, EXACT",
        "501, 500, ABOVE_RANGE"
    })
    void keeps_low_and_high_as_bounds(int sgv, double mgPerDl, Bound bound) throws Exception {
        GlucoseReading reading = reading("'sgv':" + sgv);

        assertThat(reading.mgPerDl()).isEqualTo(mgPerDl);
        assertThat(reading.bound()).isEqualTo(bound);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'date':1772452800000,'sgv':19}",
                "{'date':1772452800000,'sgv':5.6}",
                "{'date':1772452800000,'sgv':39.5}",
                "{'date':1772452800000,'sgv':601}",
                "{'date':1772452800000,'sgv':null}",
                "{'date':1772452800000,'sgv':'NaN'}",
                "{'date':1772452800000,'sgv':100,'units':'mmol'}",
                "{'date':1772452800000,'sgv':100,'type':'foo'}",
                "{'date':1772452800,'sgv':100}",
                "{'date':'yesterday','sgv':100}",
                "{'date':1e300,'sgv':100}",
                "{'sgv':100}",
                "{}"
            })
    void refuses_what_no_sensor_says(String document) throws Exception {
        assertThat(new ReadingDecoder(SOURCE).decode(json(document))).isInstanceOf(Decoded.Refused.class);
    }

    @Test
    void maps_noise_direction_and_time_as_the_nightscout_door_does() throws Exception {
        GlucoseReading reading = reading(
                "'dateString':'2026-03-02T13:00:00.000+0100','sgv':88,'noise':4,'direction':'DoubleDown','delta':-14.2");

        assertThat(reading.quality().has(Doubt.Flag.NOISY)).isTrue();
        assertThat(reading.trendMgPerDlPerMin()).isEmpty();
        assertThat(reading.measuredAt()).isEqualTo(Given.NOON);
        assertThat(reading.origin().deviceOffset()).contains(ZoneOffset.ofHours(1));
        assertThat(reading("'sgv':88,'trendRate':-2.5").trendMgPerDlPerMin()).hasValue(-2.5);
        assertThat(reading("'sgv':88,'noise':3").quality().doubts()).isEmpty();
    }

    @Test
    void counts_a_plain_dose_as_bolus_and_a_named_long_acting_one_as_basal() throws Exception {
        assertThat(treatment("'insulin':2.5,'carbs':0,'notes':''"))
                .singleElement()
                .satisfies(dose -> assertThat(((InsulinDose) dose).purpose()).isEqualTo(InsulinDose.Purpose.BOLUS));
        for (String basal : List.of(
                "'insulin':18,'notes':'Long-Acting'",
                "'insulin':18,'insulinType':'Tresiba'",
                "'insulin':18,'isBasalInsulin':true",
                "'insulin':18,'insulinInjections':'[{\\'insulin\\':\\'Lantus\\',\\'units\\':18}]'"
                        .replace("\\'", "\\\""))) {
            assertThat(treatment(basal))
                    .filteredOn(InsulinDose.class::isInstance)
                    .singleElement()
                    .satisfies(dose ->
                            assertThat(((InsulinDose) dose).purpose()).as(basal).isEqualTo(InsulinDose.Purpose.BASAL));
        }
    }

    @Test
    void keeps_two_insulins_of_one_entry_apart() throws Exception {
        List<Observation> made = treatment("'_id':'u1','insulin':22,'insulinInjections':"
                + "[{'insulin':'Fiasp','units':4},{'insulin':'Lantus','units':18}],'carbs':30,'notes':'dinner'");

        assertThat(made).hasSize(4);
        assertThat(made).filteredOn(InsulinDose.class::isInstance).hasSize(2);
        assertThat(made.get(0).origin().sequence())
                .isNotEqualTo(made.get(1).origin().sequence());
        assertThat(made).hasAtLeastOneElementOfType(CarbohydrateIntake.class).hasAtLeastOneElementOfType(Note.class);
    }

    @Test
    void tells_a_change_of_sensor() throws Exception {
        assertThat(treatment("'eventType':'Sensor Start'")).singleElement().satisfies(event -> assertThat(
                        ((DeviceEvent) event).event())
                .isEqualTo(DeviceEvent.Event.SENSOR_STARTED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'insulin':-1", "'insulin':'lots'", "'carbs':1e9", "'insulin':301", "'insulinInjections':'{'"})
    void refuses_a_treatment_that_cannot_be(String fields) throws Exception {
        assertThat(new TreatmentDecoder(SOURCE).decode(json("{'created_at':" + MILLIS + "," + fields + "}")))
                .isInstanceOf(Decoded.Refused.class);
    }

    @Test
    void makes_steps_of_the_difference_of_a_counter_and_begins_anew_when_it_was_set_back() throws Exception {
        var documents = new ArrayList<ObjectNode>();
        for (String counter : List.of("0,100", "60000,160", "120000,160", "180000,20", "240000,50")) {
            String[] parts = counter.split(",");
            documents.add(json("{'type':'steps-total','timeStamp':" + (MILLIS + Long.parseLong(parts[0])) + ",'steps':"
                    + parts[1] + "}"));
        }
        documents.add(json("{'type':'hr-bpm','timeStamp':" + MILLIS + ",'bpm':72}"));
        documents.add(json("{'type':'hr-bpm','timeStamp':" + MILLIS + ",'bpm':7.5}"));

        var made = new ArrayList<Observation>();
        int refused = 0;
        for (Decoded decoded : new ActivityDecoder(SOURCE, true, true).decode(documents)) {
            if (decoded instanceof Decoded.Taken taken) {
                made.addAll(taken.observations());
            } else {
                refused++;
            }
        }

        assertThat(made)
                .filteredOn(StepCount.class::isInstance)
                .extracting(o -> ((StepCount) o).steps())
                .containsExactly(60, 30);
        assertThat(made).filteredOn(HeartRate.class::isInstance).hasSize(1);
        assertThat(refused).isEqualTo(1);
        Instant first = ((StepCount) made.stream()
                        .filter(StepCount.class::isInstance)
                        .findFirst()
                        .orElseThrow())
                .startedAt();
        assertThat(first).isEqualTo(Given.NOON);
    }
}
