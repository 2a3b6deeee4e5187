package org.hearthgate.adapter.simulator.internal.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;

class ReplayTallyTest {
    private static final Instant TEN_PM_IN_BERLIN = Instant.parse("2026-03-02T21:00:00Z");

    private final ReplayTally tally = new ReplayTally(ZoneId.of("Europe/Berlin"));

    private Alert raised(String rule, Instant at) {
        var alert = new Alert(
                "anna." + rule + "." + at.toEpochMilli(),
                Given.ANNA,
                rule,
                1,
                Priority.MEDIUM,
                AlertState.RAISED,
                at,
                at,
                Optional.of(at),
                OptionalDouble.of(53),
                "Anna: " + rule,
                Optional.empty(),
                Optional.empty());
        tally.changed(alert);
        return alert;
    }

    private void over(Alert alert, int minutes) {
        tally.changed(alert.to(
                AlertState.RESOLVED,
                alert.raisedAt().plus(Duration.ofMinutes(minutes)),
                Optional.of("over"),
                Optional.empty()));
    }

    private String json() throws IOException {
        return tally.json(TEN_PM_IN_BERLIN, TEN_PM_IN_BERLIN.plus(Duration.ofHours(36)));
    }

    @Test
    void an_alert_counts_once_however_often_it_calls_and_at_night_by_the_persons_clock() throws IOException {
        Alert evening = raised("low", TEN_PM_IN_BERLIN.minusMillis(1));
        tally.changed(
                evening.to(AlertState.RAISED, evening.raisedAt().plusSeconds(5), Optional.empty(), Optional.empty()));
        over(evening, 20);
        over(raised("low", TEN_PM_IN_BERLIN), 30);
        over(raised("low", TEN_PM_IN_BERLIN.plus(Duration.ofHours(9))), 10); // seven in the morning
        assertThat(json())
                .contains("\"nightsDisturbed\":1,")
                .contains("{\"rule\":\"low\",\"raised\":3,\"atNight\":1,\"nights\":1,\"longestMinutes\":30}");
    }

    @Test
    void what_is_open_at_the_end_counts_as_far_as_it_went() throws IOException {
        raised("high", TEN_PM_IN_BERLIN);
        assertThat(json()).contains("\"longestMinutes\":2160");
    }

    @Test
    void the_silence_after_the_last_row_is_not_counted() throws IOException {
        tally.end();
        raised("no-data", TEN_PM_IN_BERLIN);
        assertThat(json()).contains("\"rules\":[]");
    }

    @Test
    void an_urgent_low_is_called_for_by_an_alert_within_five_minutes_and_a_missing_one_is_named() throws IOException {
        hear(0, 80, 54, 58, 54, 70); // one low, at minute 5
        over(raised("urgent-low", TEN_PM_IN_BERLIN.plus(Duration.ofMinutes(10))), 30);
        hear(60, 80, 55, 80);
        assertThat(json())
                .contains("\"urgentLows\":2,\"urgentLowsCalled\":1")
                .contains("\"missed\":[\"2026-03-02T22:05:00Z\"]");
    }

    private void hear(int from, double... values) {
        for (int i = 0; i < values.length; i++) {
            tally.heard(Given.reading(values[i])
                    .at(TEN_PM_IN_BERLIN.plus(Duration.ofMinutes(from + 5L * i)))
                    .build());
        }
    }
}
