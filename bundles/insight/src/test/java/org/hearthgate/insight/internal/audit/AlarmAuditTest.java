package org.hearthgate.insight.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.insight.internal.audit.AWeek.escalated;
import static org.hearthgate.insight.internal.audit.AWeek.min;
import static org.hearthgate.insight.internal.audit.AWeek.of;
import static org.hearthgate.insight.internal.audit.AWeek.raised;
import static org.hearthgate.insight.internal.audit.AWeek.state;

import java.time.Duration;
import java.time.Instant;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.insight.WeeklyAudit;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The definitions of docs/alarm-audit.md, at their edges. */
class AlarmAuditTest {
    private static final double ROAD = 1 / 3.0; // 20 s

    @ParameterizedTest(name = "low at 0, then {0}: right {1}, brief {2}, unsure {3}")
    @CsvSource({
        "'66,65,66,80', 1, 0, 0", // 0, 5, 10, 15 min: just long enough
        "'66,65,80,80', 0, 1, 0", // 10 min
        "'69.99,69.99,69.99,70', 1, 0, 0",
        "'66,65,70,66', 0, 1, 0", // 70 is not below 70, so it was broken off
        "'66,65,0,0', 0, 0, 1", // nothing was heard afterwards
        "'80', 0, 1, 0"
    })
    void a_low_is_right_when_it_lasted_a_quarter_of_an_hour(String then, int right, int brief, int unsure) {
        String[] texts = then.split(",");
        double[] values = new double[texts.length + 1];
        values[0] = 68;
        for (int i = 0; i < texts.length; i++) {
            values[i + 1] = Double.parseDouble(texts[i]);
        }
        WeeklyAudit.OfClass low =
                of(new AWeek().glucose(0, values).alert("low", ROAD, 30).audit(), "low");
        assertThat(low.raised()).isEqualTo(1);
        assertThat(low.right()).as("right").isEqualTo(right);
        assertThat(low.brief()).as("brief").isEqualTo(brief);
        assertThat(low.unsure()).as("unsure").isEqualTo(unsure);
        assertThat(low.wrong()).isZero();
    }

    @ParameterizedTest(name = "a fingerstick of {0} mg/dL {1} min away makes it right {2}, wrong {3}")
    @CsvSource({"69, 10, 1, 0", "85, 10, 0, 0", "85.1, 10, 0, 1", "120, 15, 0, 1", "120, 16, 0, 0"})
    void a_fingerstick_near_by_decides_beyond_what_a_meter_may_err(double value, double at, int right, int wrong) {
        WeeklyAudit.OfClass low = of(
                new AWeek()
                        .glucose(0, 68, 66, 80)
                        .meter(at, value)
                        .alert("low", ROAD, 10)
                        .audit(),
                "low");
        assertThat(low.right()).isEqualTo(right);
        assertThat(low.wrong()).isEqualTo(wrong);
    }

    @Test
    void pressure_on_the_sensor_seen_afterwards_makes_a_low_wrong_and_says_so() {
        WeeklyAudit audit = new AWeek()
                .glucose(0, 60, 58, 57, 60, 95)
                .pressure(-2, 18)
                .alert("low", ROAD, 20)
                .audit();
        assertThat(of(audit, "low").wrong()).isEqualTo(1);
        assertThat(audit.remarks())
                .anySatisfy(remark -> assertThat(remark.what()).contains("pressure on the sensor"));
    }

    @ParameterizedTest(name = "urgent low heard at 0, called {0} min later: late {1}, missed {2}")
    @CsvSource({"0, 0, 0", "4.9, 0, 0", "5.1, 1, 0", "14, 1, 0", "40, 0, 1"})
    void an_urgent_low_is_owed_a_call_within_five_minutes(double after, int late, int missed) {
        WeeklyAudit audit = new AWeek()
                .glucose(0, 55, 54, 54, 70, 80)
                .alert("urgent-low", ROAD + after, 60)
                .audit();
        assertThat(of(audit, "urgent-low").episodes()).isEqualTo(1);
        assertThat(of(audit, "urgent-low").late()).isEqualTo(late);
        assertThat(of(audit, "urgent-low").missed()).isEqualTo(missed);
    }

    @ParameterizedTest(name = "{0}: {1} urgent lows owed")
    @CsvSource({
        "'55.01,55.01', 0",
        "'55,80', 1", // one reading is enough
        "'54,58,54,80', 1", // 58 is not over
        "'54,60,54,80', 1",
        "'54,60.01,54,80', 2",
        "'54,0,0,0,54,80', 2" // 20 min of silence: nothing is drawn over a gap
    })
    void what_is_one_urgent_low_and_what_are_two(String values, int episodes) {
        String[] texts = values.split(",");
        var week = new AWeek();
        for (int i = 0; i < texts.length; i++) {
            week.glucose(5.0 * i, Double.parseDouble(texts[i]));
        }
        WeeklyAudit.OfClass urgent = of(week.audit(), "urgent-low");
        assertThat(urgent.episodes()).isEqualTo(episodes);
        assertThat(urgent.missed()).isEqualTo(episodes);
    }

    @Test
    void nobody_owes_a_call_for_what_came_late_or_cannot_be_trusted_or_was_overtaken_in_one_batch() {
        WeeklyAudit audit = new AWeek()
                .late(0, 40, 50)
                .with(Given.reading(50)
                        .at(min(60))
                        .receivedAt(min(60))
                        .doubted(Doubt.Flag.WARM_UP)
                        .build())
                .with(Given.reading(50).at(min(100)).receivedAt(min(106)).build())
                .with(Given.reading(80).at(min(105)).receivedAt(min(106)).build())
                .audit();
        assertThat(of(audit, "urgent-low").episodes()).isZero();
    }

    @Test
    void a_snoozed_urgent_low_was_called_for_and_any_sensor_owes_one() {
        WeeklyAudit audit = new AWeek()
                .with(Given.reading(53)
                        .from("second")
                        .at(min(0))
                        .receivedAt(min(0))
                        .doubted(Doubt.Flag.ASIDE)
                        .build())
                .reading(0, 90)
                .life(raised("urgent-low", -10), state(AlertState.SNOOZED, -9, "Mum"))
                .audit();
        assertThat(of(audit, "urgent-low").episodes()).isEqualTo(1);
        assertThat(of(audit, "urgent-low").missed()).isZero();
    }

    @ParameterizedTest(name = "low for {0} readings, called after {1} min: episodes {2}, late {3}, missed {4}")
    @CsvSource({"3, 100, 0, 0, 0", "4, 0, 1, 0, 0", "4, 9.9, 1, 0, 0", "4, 10.1, 1, 1, 0", "4, 100, 1, 0, 1"})
    void a_low_of_a_quarter_of_an_hour_is_owed_a_call_within_ten_minutes(
            int readings, double after, int episodes, int late, int missed) {
        var week = new AWeek().reading(-5, 80);
        for (int i = 0; i < readings; i++) {
            week.reading(5.0 * i, 65);
        }
        WeeklyAudit audit = week.glucose(5.0 * readings, 80, 80, 80, 80)
                .alert("low", ROAD + after, 200)
                .audit();
        WeeklyAudit.OfClass low = of(audit, "low");
        assertThat(low.episodes()).isEqualTo(episodes);
        assertThat(low.late()).isEqualTo(late);
        assertThat(low.missed()).isEqualTo(missed);
    }

    @Test
    void an_urgent_low_calls_for_the_low_too() {
        WeeklyAudit audit = new AWeek()
                .glucose(0, 54, 54, 54, 54, 80, 80, 80, 80)
                .alert("urgent-low", ROAD, 20)
                .audit();
        assertThat(of(audit, "low").episodes()).isEqualTo(1);
        assertThat(of(audit, "low").missed()).isZero();
    }

    @ParameterizedTest(name = "{0} foretold; {1} mg/dL {2} min later: right {3}, wrong {4}")
    @CsvSource({
        "predicted-low, 69, 30, 1, 0",
        "predicted-low, 69, 35, 1, 0", // one reading of grace
        "predicted-low, 69, 36, 0, 1",
        "predicted-low, 70, 30, 0, 1",
        "urgent-low-soon, 55, 20, 1, 0",
        "urgent-low-soon, 55, 25, 1, 0",
        "urgent-low-soon, 55, 26, 0, 1",
        "urgent-low-soon, 56, 20, 0, 1"
    })
    void what_was_foretold_is_right_when_it_comes_to_pass(String rule, double value, double at, int right, int wrong) {
        WeeklyAudit audit = new AWeek()
                .glucose(0, 90, 88, 86, 84, 82, 81)
                .reading(at, value)
                .reading(29, 81)
                .alert(rule, 0.1, 45)
                .audit();
        assertThat(of(audit, rule).right()).isEqualTo(right);
        assertThat(of(audit, rule).wrong()).isEqualTo(wrong);
        assertThat(of(audit, rule).medianLead().isPresent()).isEqualTo(right == 1);
    }

    @Test
    void what_was_foretold_is_not_wrong_when_somebody_ate_or_nothing_was_heard() {
        assertThat(of(
                                new AWeek()
                                        .glucose(0, 80, 80, 80, 80, 80, 80, 80)
                                        .ate(10)
                                        .alert("predicted-low", 0.1, 45)
                                        .audit(),
                                "predicted-low")
                        .unsure())
                .isEqualTo(1);
        assertThat(of(
                                new AWeek()
                                        .glucose(0, 80, 80)
                                        .alert("predicted-low", 0.1, 45)
                                        .audit(),
                                "predicted-low")
                        .unsure())
                .isEqualTo(1);
    }

    @Test
    void a_class_that_the_record_cannot_judge_is_counted_and_nothing_more() {
        WeeklyAudit audit = new AWeek().alert("sensor-expiring", 0, 60).audit();
        assertThat(of(audit, "sensor-expiring").raised()).isEqualTo(1);
        assertThat(of(audit, "sensor-expiring").judged()).isFalse();
        assertThat(of(audit, "urgent-low").judged())
                .as("shown even when nothing was raised")
                .isTrue();
    }

    @Test
    void the_hubs_own_time_is_from_the_readings_arrival_to_the_alarm() {
        WeeklyAudit audit = new AWeek()
                .reading(0, 54)
                .alert("urgent-low", ROAD, 20)
                .reading(100, 54)
                .life(raised("urgent-low", 100 + 1), state(AlertState.RESOLVED, 130, "over"))
                .audit();
        // the second rests on the reading of 100:40, which the record does not hold: it is not measured
        assertThat(audit.road().alarms()).isEqualTo(1);
        assertThat(audit.road().longest()).contains(Duration.ZERO);
        assertThat(audit.road().slow()).isZero();
    }

    @Test
    void answers_are_counted_from_the_call_and_their_median_does_not_hide_a_slow_one() {
        WeeklyAudit audit = new AWeek()
                .answered("low", 0, 2, 20)
                .answered("low", 100, 104, 120)
                .answered("low", 200, 290, 300)
                .alert("low", 400, 410)
                .life(raised("urgent-low", 500), escalated(1, 502), state(AlertState.ACKNOWLEDGED, 503, "Dad"))
                .life(raised("urgent-low", 600))
                .audit();
        WeeklyAudit.Answers answers = audit.answers();
        assertThat(answers.called()).isEqualTo(6);
        assertThat(answers.answered()).isEqualTo(4);
        assertThat(answers.ended()).isEqualTo(1);
        assertThat(answers.open()).isEqualTo(1);
        assertThat(answers.escalated()).isEqualTo(1);
        assertThat(answers.median()).contains(Duration.ofSeconds(210)); // of 2, 3, 4 and 90 min
        assertThat(answers.longest()).contains(Duration.ofMinutes(90));
    }

    @ParameterizedTest(name = "called at {0} in Berlin: disturbed {1}")
    @CsvSource({
        "2026-03-02T21:59:59+01:00, 0",
        "2026-03-02T22:00:00+01:00, 1",
        "2026-03-03T06:59:59+01:00, 1",
        "2026-03-03T07:00:00+01:00, 0",
        "2026-03-02T03:00:00+01:00, 0", // Monday before dawn is Sunday's night: last week's
        "2026-03-09T03:00:00+01:00, 1" // and the Monday after is this week's Sunday night
    })
    void a_night_belongs_to_its_evening(String at, int disturbed) {
        Instant when = java.time.OffsetDateTime.parse(at).toInstant();
        double minutes = Duration.between(AWeek.NOON, when).toMillis() / 60_000.0;
        WeeklyAudit.Nights nights = new AWeek()
                .livingIn("Europe/Berlin", "2026-W10")
                .alert("low", minutes, minutes + 10)
                .audit()
                .nights();
        assertThat(nights.disturbed()).isEqualTo(disturbed);
        assertThat(nights.calls()).isEqualTo(disturbed);
        assertThat(nights.nights()).isEqualTo(7);
    }

    @Test
    void the_week_of_the_spring_night_has_an_hour_less() {
        WeeklyAudit audit = new AWeek().livingIn("Europe/Berlin", "2026-W13").audit();
        assertThat(Duration.between(audit.from(), audit.until())).isEqualTo(Duration.ofHours(167));
        assertThat(audit.nights().nights()).isEqualTo(7);
    }

    @ParameterizedTest(name = "held back at 62, then {0}: right {1}, wrong {2}")
    @CsvSource({
        "'64,80', 1, 0", // came back by itself
        "'64,55', 0, 1", // so low that nothing waits
        "'64,64,64,64,64,64,64,64,64,64,64,64,64', 0, 1", // low for more than an hour
        "'64', 0, 0", // nothing was heard afterwards
        "'0,0,0,80', 0, 0" // a gap
    })
    void a_low_held_back_was_right_when_it_came_back_by_itself(String then, int right, int wrong) {
        var week = new AWeek().reading(-5, 100).suspected(0, 62, 0.81);
        String[] texts = then.split(",");
        for (int i = 0; i < texts.length; i++) {
            week.glucose(5.0 * (i + 1), Double.parseDouble(texts[i]));
        }
        WeeklyAudit.HeldBack held = week.audit().heldBack();
        assertThat(held.held()).isEqualTo(1);
        assertThat(held.right()).isEqualTo(right);
        assertThat(held.wrong()).isEqualTo(wrong);
        assertThat(held.unsure()).isEqualTo(1 - right - wrong);
    }

    @ParameterizedTest(name = "{0} mg/dL with p {1}: held {2}")
    @CsvSource({"62, 0.8, 0", "62, 0.81, 1", "55, 0.9, 1", "54.99, 0.9, 0", "70, 0.9, 0", "69.99, 0.9, 1"})
    void only_what_is_suspected_and_not_too_low_is_held_back(double value, double probability, int held) {
        assertThat(new AWeek()
                        .reading(-5, 100)
                        .suspected(0, value, probability)
                        .audit()
                        .heldBack()
                        .held())
                .isEqualTo(held);
    }

    @Test
    void a_fingerstick_says_whether_it_was_right_to_hold_back() {
        var week = new AWeek().reading(-5, 100).suspected(0, 62, 0.9).reading(5, 90);
        assertThat(week.meter(8, 64).audit().heldBack().wrong()).isEqualTo(1);
    }

    @ParameterizedTest(name = "a gap of {0} min is silent {1} times")
    @CsvSource({"15, 0", "16, 1"})
    void a_gap_of_more_than_a_quarter_of_an_hour_is_a_silence(double gap, int times) {
        WeeklyAudit audit =
                new AWeek().reading(0, 100).reading(gap, 100).now(min(gap + 1)).audit();
        assertThat(audit.silences()).hasSize(times);
        assertThat(audit.over()).isFalse();
    }

    @Test
    void each_silence_has_its_cause_from_the_record() {
        WeeklyAudit audit = new AWeek()
                .reading(0, 100)
                .event(1, DeviceEvent.Event.SENSOR_ENDED)
                .reading(60, 100)
                .alert("no-data", 16, 60)
                // the sensor measured on, and it came later
                .late(80, 101, 100)
                .reading(100, 100)
                .alert("no-data", 76, 100)
                // nothing said that it was silent: nobody was there to say it
                .reading(200, 100)
                .now(min(201))
                .audit();
        assertThat(audit.silences())
                .extracting(WeeklyAudit.Silence::cause)
                .containsExactly(
                        "the hub was off: it raised no alarm about the silence",
                        "the sensor had ended",
                        "the way from the sensor to the hub was broken; the readings came later");
        assertThat(audit.silences().get(1).total()).isEqualTo(Duration.ofMinutes(60));
    }

    @Test
    void a_reading_is_heard_for_a_quarter_of_an_hour_at_most_and_no_longer_than_the_week() {
        assertThat(new AWeek()
                        .reading(0, 100)
                        .reading(10, 100)
                        .now(min(300))
                        .audit()
                        .heard())
                .isEqualTo(Duration.ofMinutes(25));
        assertThat(new AWeek().reading(0, 100).now(min(5)).audit().heard())
                .isEqualTo(Duration.ofMinutes(5).minus(AWeek.ROAD));
    }

    @Test
    void a_week_without_anything_is_an_audit_too() {
        WeeklyAudit audit = new AWeek().audit();
        assertThat(audit.heard()).isZero();
        assertThat(audit.answers().called()).isZero();
        assertThat(audit.silences()).isEmpty();
        assertThat(audit.remarks()).isEmpty();
    }
}
