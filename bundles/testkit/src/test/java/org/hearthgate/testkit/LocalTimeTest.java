package org.hearthgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Beside the builders, because the contracts have no tests of their own. */
class LocalTimeTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest(name = "{0} in Berlin: {1}")
    @CsvSource({
        "2026-10-25T01:59:59, 2026-10-24T23:59:59Z, false",
        "2026-10-25T02:00:00, 2026-10-25T00:00:00Z, true",
        "2026-10-25T02:59:59, 2026-10-25T00:59:59Z, true",
        "2026-10-25T03:00:00, 2026-10-25T02:00:00Z, false",
        "2026-03-29T01:59:59, 2026-03-29T00:59:59Z, false",
        "2026-03-29T02:00:00, 2026-03-29T00:00:00Z, true",
        "2026-03-29T03:00:00, 2026-03-29T01:00:00Z, false"
    })
    void flags_what_the_night_has_twice_or_not_at_all(LocalDateTime local, Instant at, boolean doubted) {
        LocalTime mapped = LocalTime.of(local, BERLIN);
        assertThat(mapped.at()).isEqualTo(at);
        assertThat(mapped.doubt().isPresent()).isEqualTo(doubted);
        mapped.doubt().ifPresent(doubt -> {
            assertThat(doubt.flag()).isEqualTo(Doubt.Flag.AMBIGUOUS_TIME);
            assertThat(doubt.measures()).isEqualTo(Map.of("otherCandidateSeconds", 3600.0));
        });
    }

    @Test
    void an_origin_gets_the_offset_only_where_it_is_certain() {
        var origin = Given.reading(100).build().origin();
        assertThat(LocalTime.of(LocalDateTime.parse("2026-07-01T12:00:00"), BERLIN)
                        .onto(origin)
                        .deviceOffset())
                .contains(ZoneOffset.ofHours(2));
        var doubted =
                LocalTime.of(LocalDateTime.parse("2026-10-25T02:30:00"), BERLIN).onto(origin);
        assertThat(doubted.deviceOffset()).isEmpty();
        assertThat(doubted.quality().mayAlarm()).isFalse();
    }
}
