package org.hearthgate.nightscout.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlucoseEntryTest {
    private static final Origin ORIGIN = Given.reading(100).build().origin();

    private static GlucoseEntry entry(String text) throws Exception {
        return new GlucoseEntry((ObjectNode) new JsonMapper().readTree(text.replace('\'', '"')));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {"{'type':'mbg','sgv':1}|mbg", "{'sgv':1,'mbg':1}|sgv", "{'type':null,'mbg':1}|mbg", "{}|''"})
    void tells_its_type_by_what_it_states_and_else_by_what_it_holds(String text, String type) throws Exception {
        assertThat(entry(text).type()).isEqualTo(type);
    }

    @ParameterizedTest(name = "{0} is {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'sgv':39}|40|BELOW_RANGE",
                "{'sgv':40}|40|EXACT",
                "{'sgv':400}|400|EXACT",
                "{'sgv':401}|400|ABOVE_RANGE",
                "{'sgv':402}|402|EXACT",
                "{'sgv':500}|500|EXACT",
                "{'sgv':500.5}|500|ABOVE_RANGE",
                "{'sgv':60,'condition':'belowRange'}|60|BELOW_RANGE",
                "{'sgv':300,'condition':'aboveRange'}|300|ABOVE_RANGE",
                "{'sgv':'119.5','units':'mg/dL'}|119.5|EXACT"
            })
    void takes_the_edges_of_a_sensor_as_bounds(String text, double mgPerDl, Bound bound) throws Exception {
        var reading = entry(text).sensor(() -> ORIGIN);

        assertThat(reading.mgPerDl()).isEqualTo(mgPerDl);
        assertThat(reading.bound()).isEqualTo(bound);
    }

    @ParameterizedTest(name = "{0} is {1} {2}")
    @CsvSource({"13, 13, EXACT", "600, 600, EXACT", "600.5, 600, ABOVE_RANGE", "900, 600, ABOVE_RANGE"})
    void takes_the_edge_of_a_meter_as_a_bound(String mbg, double mgPerDl, Bound bound) throws Exception {
        var fingerstick = entry("{'mbg':" + mbg + "}").fingerstick(() -> ORIGIN);

        assertThat(fingerstick.mgPerDl()).isEqualTo(mgPerDl);
        assertThat(fingerstick.bound()).isEqualTo(bound);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'sgv':19}", "{'sgv':39.5}", "{'sgv':600.5}", "{'sgv':'1e2'}", "{'sgv':null}", "{'mbg':100}"})
    void refuses_a_wrong_value_before_it_asks_where_it_comes_from(String text) throws Exception {
        GlucoseEntry wrong = entry(text);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> wrong.sensor(() -> fail("asked")))
                .withMessageContaining("sgv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'mbg':12.9}", "{'mbg':900.5}", "{'mbg':100,'units':'mmol/l'}"})
    void refuses_a_meters_mmol(String text) throws Exception {
        GlucoseEntry wrong = entry(text);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> wrong.fingerstick(() -> fail("asked")))
                .withMessageContaining("mg/d");
    }

    @Test
    void believes_a_stated_rate_and_no_impossible_one_and_no_arrow() throws Exception {
        assertThat(entry("{'sgv':90,'trendRate':-20}").sensor(() -> ORIGIN).trendMgPerDlPerMin())
                .hasValue(-20);
        assertThat(entry("{'sgv':90,'trendRate':20.1,'direction':'DoubleUp','delta':9}")
                        .sensor(() -> ORIGIN)
                        .trendMgPerDlPerMin())
                .isEmpty();
    }

    @Test
    void doubts_heavy_noise_and_no_less() throws Exception {
        assertThat(entry("{'noise':4}").doubted(ORIGIN).quality().has(Doubt.Flag.NOISY))
                .isTrue();
        assertThat(entry("{'noise':3}").doubted(ORIGIN)).isSameAs(ORIGIN);
    }
}
