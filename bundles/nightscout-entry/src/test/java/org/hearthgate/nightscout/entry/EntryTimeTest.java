package org.hearthgate.nightscout.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTimeTest {
    private static JsonNode json(String text) throws Exception {
        return new JsonMapper().readTree(text.replace('\'', '"'));
    }

    @ParameterizedTest(name = "{0} is {1} at {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{'date':1772452500000}|2026-03-02T11:55:00Z|-",
                "{'date':'1772452500000.75'}|2026-03-02T11:55:00Z|-",
                "{'date':1772452500000,'dateString':'2020-01-01T00:00:00+01:00'}|2026-03-02T11:55:00Z|+01:00",
                "{'date':'2026-03-02T12:55:00.000+0100'}|2026-03-02T11:55:00Z|+01:00",
                "{'dateString':'2026-03-02T11:55:00Z'}|2026-03-02T11:55:00Z|-",
                "{'date':100000000000}|1973-03-03T09:46:40Z|-",
                "{'date':253402300799999}|9999-12-31T23:59:59.999Z|-"
            })
    void takes_the_instant_of_the_milliseconds_and_the_offset_of_the_text(String text, Instant at, ZoneOffset offset)
            throws Exception {
        assertThat(EntryTime.of(json(text), "date", "dateString"))
                .isEqualTo(new EntryTime(at, Optional.ofNullable(offset)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'date':253402300800000}",
                "{'date':99999999999}",
                "{'date':-1772452500000}",
                "{'date':1e300}",
                "{'date':'soon'}",
                "{'dateString':'2026-03-02T12:55:00'}",
                "{'dateString':'+999999999-12-31T23:59:59Z'}"
            })
    void refuses_what_is_no_time_or_could_be_two(String text) throws Exception {
        JsonNode document = json(text);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntryTime.of(document, "date", "dateString"))
                .withMessageContaining("date");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'date':1772452500}", "{'date':'1772452500'}"})
    void says_that_seconds_are_seconds(String text) throws Exception {
        JsonNode document = json(text);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntryTime.of(document, "date", "dateString"))
                .withMessageContaining("seconds");
    }
}
