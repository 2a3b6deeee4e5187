package org.hearthgate.nightscout.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryQueryTest {
    private static final Instant NOON = Given.NOON;
    private static final long AT = NOON.toEpochMilli();

    private static EntryQuery parse(String query) {
        return EntryQuery.parse(QueryString.parse(query), NOON);
    }

    private static JsonNode entry(String json) {
        try {
            return WireJson.MAPPER.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void means_the_newest_ten_of_the_last_four_days_when_nothing_is_said() {
        EntryQuery query = parse("");
        assertThat(query.count()).isEqualTo(10);
        assertThat(query.from()).isEqualTo(NOON.minus(Duration.ofDays(4)));
        assertThat(query.until()).isAfter(NOON.plus(Duration.ofDays(3650)));
        assertThat(query.kinds()).hasSize(3);
    }

    @Test
    void reads_brackets_and_dollars_literal_and_encoded() {
        assertThat(parse("find[date][$gte]=" + AT)).isEqualTo(parse("find%5Bdate%5D%5B%24gte%5D=" + AT));
    }

    @Test
    void shrinks_the_window_to_what_can_match() {
        EntryQuery query = parse("find[date][$gte]=" + AT + "&find[date][$lt]=" + (AT + 1000));
        assertThat(query.from()).isEqualTo(NOON);
        assertThat(query.until()).isBeforeOrEqualTo(NOON.plusMillis(1001));
        assertThat(query.matches(entry("{'date':" + AT + "}"))).isTrue();
        assertThat(query.matches(entry("{'date':" + (AT + 999) + "}"))).isTrue();
        assertThat(query.matches(entry("{'date':" + (AT + 1000) + "}"))).isFalse();
    }

    @Test
    void takes_a_date_with_decimals_as_swift_prints_it() {
        EntryQuery query = parse("find[date][$gt]=" + AT + ".25");
        assertThat(query.matches(entry("{'date':" + AT + "}"))).isFalse();
        assertThat(query.matches(entry("{'date':" + (AT + 1) + "}"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-02T12:00:00.000Z",
                "2026-03-02T13:00:00+01:00",
                "2026-03-02T13:00:00%2B0100",
                "2026-03-02T13:00:00 0100",
                "2026-03-02T12",
                "2026-03-02T12:00"
            })
    void understands_a_date_string_however_it_is_written(String time) {
        EntryQuery query = parse("find[dateString][$gte]=" + time);
        assertThat(query.from()).isEqualTo(NOON);
        assertThat(query.matches(entry("{'date':" + AT + "}"))).isTrue();
        assertThat(query.matches(entry("{'date':" + (AT - 1) + "}"))).isFalse();
    }

    @Test
    void compares_numbers_as_numbers_and_text_as_text() {
        assertThat(parse("find[sgv][$gte]=99").matches(entry("{'sgv':120}"))).isTrue();
        assertThat(parse("find[device]=G6").matches(entry("{'device':'G6'}"))).isTrue();
        assertThat(parse("find[device][$ne]=G6").matches(entry("{'device':'G7'}")))
                .isTrue();
        assertThat(parse("find[noise][$ne]=1").matches(entry("{}")))
                .as("what is not there is not 1")
                .isTrue();
        assertThat(parse("find[noise]=1").matches(entry("{}"))).isFalse();
        assertThat(parse("find[type][$in]=sgv,mbg").matches(entry("{'type':'mbg'}")))
                .isTrue();
    }

    @Test
    void reads_only_the_kinds_that_a_type_can_be() {
        assertThat(parse("find[type]=sgv").kinds()).containsExactly(ObservationKind.GLUCOSE);
        assertThat(parse("find[type]=food").kinds()).isEmpty();
    }

    @Test
    void finds_one_entry_by_its_id_however_old_it_is() {
        String id = EntryId.of(
                Given.reading(100).at(NOON.minus(Duration.ofDays(100))).build());
        EntryQuery query = parse("find[_id]=" + id);
        assertThat(query.from()).isEqualTo(NOON.minus(Duration.ofDays(100)));
        assertThat(query.until()).isEqualTo(query.from().plusMillis(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count=-1", "count=many", "count=1.5", "find[date][$regex]=1", "find[date][$gte]=yesterday",
                        "find[date]=",
                "find[dateString][$gte]=yesterday", "find[$or]=1", "find[a.b]=1", "find=1", "find[date",
                        "find[date][$gte]=%zz",
                "find[sgv]=abc"
            })
    void refuses_what_it_would_otherwise_answer_wrongly(String query) {
        assertThatExceptionOfType(RefusedRequest.class)
                .isThrownBy(() -> parse(query))
                .satisfies(refused -> assertThat(refused.answer().status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rr=1772452500000", "brief_mode=Y", "count=", "token=x&secret=y", "&&=&", "now=1"})
    void ignores_what_is_none_of_its_business(String query) {
        assertThat(parse(query).count()).isEqualTo(10);
    }

    @Property(tries = 2000)
    void understands_or_refuses_every_query(@ForAll("queries") String query) {
        try {
            EntryQuery parsed = parse(query);
            assertThat(parsed.count()).isBetween(0, 1_000_000);
            assertThat(parsed.from().toEpochMilli()).isNotNegative();
            parsed.matches(entry("{'date':1,'sgv':100,'type':'sgv'}"));
        } catch (RefusedRequest e) {
            assertThat(e.answer().status()).isEqualTo(400);
        }
    }

    @Provide
    Arbitrary<String> queries() {
        Arbitrary<String> name = Arbitraries.of(
                "count",
                "find[date][$gte]",
                "find[date]",
                "find[dateString][$lt]",
                "find%5Bsgv%5D%5B%24lte%5D",
                "find[_id]",
                "find[",
                "find[type][$in][0]",
                "find[date][$in]");
        Arbitrary<String> value = Arbitraries.oneOf(
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.doubles().map(String::valueOf),
                Arbitraries.strings().ascii().ofMaxLength(30),
                Arbitraries.of(
                        "2026",
                        "2026-13",
                        "2026-03-02T",
                        "9999-99-99",
                        "ffffffffffffffffffffffff",
                        "999999999999999999",
                        "2026-03-02T25:00:00Z"));
        return Combinators.combine(name, value)
                .as((key, content) -> key + "=" + content)
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join("&", parts));
    }
}
