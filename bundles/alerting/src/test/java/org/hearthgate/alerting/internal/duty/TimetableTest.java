package org.hearthgate.alerting.internal.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.notify.Duty;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.testkit.FixedHousehold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is on duty when: shifts, school hours, nights across midnight, the two nights of the year, and exceptions for once. */
class TimetableTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final RosterOf home = new RosterOf(FixedHousehold.of("Anna", "Ben"))
            .carer("mum", false, "anna", "ben")
            .carer("dad", false, "anna", "ben")
            .carer("grandma", false, "anna", "ben")
            .carer("nurse", false, "anna")
            .carer("neighbour", true, "anna", "ben");

    private RosterOf ordinaryWeek() {
        return home.shift(of("Night: mum", "mum", "dad", "21:00", "07:00"))
                .shift(of("Day: dad", "dad", "grandma", "07:00", "21:00", "SAT", "SUN"))
                .shift(of(
                        "Before and after school",
                        "grandma",
                        "mum",
                        "13:00",
                        "21:00",
                        "MON",
                        "TUE",
                        "WED",
                        "THU",
                        "FRI"))
                .shift(of("School", "nurse", "dad", "07:00", "13:00", "MON", "TUE", "WED", "THU", "FRI"));
    }

    private static Map<String, Object> of(
            String label, String who, String next, String from, String to, String... days) {
        return Map.of(
                "label",
                label,
                "carers",
                new String[] {who},
                "next",
                new String[] {next},
                "from",
                from,
                "to",
                to,
                "days",
                days);
    }

    @ParameterizedTest(name = "{0}: {1}, then {2}")
    @CsvSource({
        "2026-03-02T06:59, mum, dad", // Monday
        "2026-03-02T07:00, nurse, dad",
        "2026-03-02T12:59, nurse, dad",
        "2026-03-02T13:00, grandma, mum",
        "2026-03-02T20:59, grandma, mum",
        "2026-03-02T21:00, mum, dad",
        "2026-03-02T23:59, mum, dad",
        "2026-03-03T00:00, mum, dad",
        "2026-03-07T07:00, dad, grandma", // Saturday
        "2026-03-07T12:00, dad, grandma",
        "2026-03-08T20:59, dad, grandma",
        "2026-03-09T06:59, mum, dad",
        "2026-03-09T07:00, nurse, dad",
    })
    void an_ordinary_week(String when, String onDuty, String next) {
        ordinaryWeek();
        assertThat(words(ANNA, when)).isEqualTo(onDuty + " then " + next);
    }

    @Test
    void the_school_nurse_is_called_for_her_pupil_and_never_for_the_brother() {
        ordinaryWeek();
        assertThat(words(ANNA, "2026-03-02T08:00")).isEqualTo("nurse then dad");
        assertThat(words(BEN, "2026-03-02T08:00")).isEqualTo("dad+grandma+mum then "); // nobody else: everybody
    }

    @Test
    void nobody_on_duty_calls_everybody_but_the_emergency_contact() {
        home.shift(of("Night", "mum", "dad", "21:00", "07:00"));
        assertThat(words(ANNA, "2026-03-02T12:00")).isEqualTo("dad+grandma+mum+nurse then ");
        assertThat(at(ANNA, "2026-03-02T12:00").from()).isEmpty();
    }

    @Test
    void a_home_without_any_shift_calls_everybody() {
        assertThat(words(BEN, "2026-03-02T12:00")).isEqualTo("dad+grandma+mum then ");
    }

    @Test
    void where_there_is_nobody_but_the_emergency_contact_it_is_called() {
        var alone = new RosterOf(FixedHousehold.of("Anna")).carer("neighbour", true, "anna");
        assertThat(ids(alone.roster().at(ANNA, Instant.EPOCH).onDuty())).isEqualTo("neighbour");
    }

    @Test
    void a_shift_whose_carer_is_not_set_up_is_no_shift_and_health_says_so() {
        home.shift(of("Night", "gone", "dad", "00:00", "00:00"));
        assertThat(words(ANNA, "2026-03-02T12:00")).isEqualTo("dad+grandma+mum+nurse then ");
        assertThat(home.roster().check().status()).isEqualTo(Health.Status.WARN);
        assertThat(home.roster().check().message()).contains("not set up: gone");
    }

    @Test
    void a_carer_for_somebody_who_does_not_live_here_is_told() {
        home.carer("aunt", false, "charlie");
        assertThat(home.roster().check().message()).contains("do not live here: charlie");
    }

    @Test
    void two_shifts_at_once_are_both_on_duty() {
        home.shift(of("Mum", "mum", "dad", "08:00", "18:00")).shift(of("Grandma", "grandma", "mum", "12:00", "20:00"));
        assertThat(words(ANNA, "2026-03-02T13:00")).isEqualTo("mum+grandma then dad");
        assertThat(at(ANNA, "2026-03-02T13:00").from()).isEqualTo("Mum, Grandma");
    }

    @Test
    void a_shift_from_a_time_to_the_same_is_the_whole_day() {
        home.shift(of("Sunday", "dad", "mum", "06:00", "06:00", "SUN"));
        assertThat(words(ANNA, "2026-03-08T06:00")).isEqualTo("dad then mum");
        assertThat(words(ANNA, "2026-03-09T05:59")).isEqualTo("dad then mum");
        assertThat(at(ANNA, "2026-03-09T06:00").from()).isEmpty();
    }

    @Test
    void a_night_belongs_to_the_day_on_which_it_begins() {
        home.shift(of("Friday night", "grandma", "mum", "20:00", "08:00", "FRI"));
        assertThat(at(ANNA, "2026-03-06T21:00").from()).isEqualTo("Friday night");
        assertThat(at(ANNA, "2026-03-07T07:59").from()).isEqualTo("Friday night");
        assertThat(at(ANNA, "2026-03-07T20:00").from()).isEmpty();
        assertThat(at(ANNA, "2026-03-06T07:00").from()).isEmpty();
    }

    @Test
    void the_shortest_night_has_no_hole() {
        nights();
        assertThat(everyMinuteOf("2026-03-28T20:00", 14)).containsOnly("mum", "dad");
        assertThat(hoursOf("mum", "2026-03-28T20:00", 14)).isEqualTo(Duration.ofMinutes(330));
        assertThat(words(ANNA, "2026-03-29T03:29")).startsWith("mum"); // 02:30 is left out: an hour later
        assertThat(words(ANNA, "2026-03-29T03:30")).startsWith("dad");
    }

    @Test
    void the_longest_night_has_no_hole() {
        nights();
        assertThat(everyMinuteOf("2026-10-24T20:00", 14)).containsOnly("mum", "dad");
        assertThat(hoursOf("mum", "2026-10-24T20:00", 14)).isEqualTo(Duration.ofMinutes(330)); // to the first 02:30
    }

    private void nights() {
        home.shift(of("First half", "mum", "dad", "21:00", "02:30"))
                .shift(of("The rest", "dad", "mum", "02:30", "21:00"));
    }

    private List<String> everyMinuteOf(String from, int hours) {
        Instant begin = instant(from);
        return java.util.stream.LongStream.range(0, hours * 60L)
                .mapToObj(minute -> ids(home.roster()
                        .at(ANNA, begin.plus(Duration.ofMinutes(minute)))
                        .onDuty()))
                .toList();
    }

    private Duration hoursOf(String who, String from, int hours) {
        return Duration.ofMinutes(
                everyMinuteOf(from, hours).stream().filter(who::equals).count());
    }

    @Test
    void an_exception_wins_and_the_regular_ones_are_next() {
        ordinaryWeek().instead(exception("Grandma's night", "grandma", "2026-03-02T19:00", "2026-03-03T09:00"));
        assertThat(words(ANNA, "2026-03-02T18:59")).isEqualTo("grandma then mum");
        assertThat(words(ANNA, "2026-03-02T23:00")).isEqualTo("grandma then mum+dad");
        assertThat(at(ANNA, "2026-03-02T23:00").from()).isEqualTo("Grandma's night");
        assertThat(words(ANNA, "2026-03-03T08:59")).isEqualTo("grandma then nurse+dad");
        assertThat(words(ANNA, "2026-03-03T09:00")).isEqualTo("nurse then dad");
    }

    @Test
    void an_exception_for_one_child_leaves_the_other_s_timetable_alone() {
        ordinaryWeek()
                .instead(Map.of(
                        "persons",
                        new String[] {"ben"},
                        "carers",
                        new String[] {"grandma"},
                        "from",
                        "2026-03-02T19:00",
                        "until",
                        "2026-03-03T09:00"));
        assertThat(words(ANNA, "2026-03-02T23:00")).isEqualTo("mum then dad");
        assertThat(words(BEN, "2026-03-02T23:00")).isEqualTo("grandma then mum+dad");
    }

    @Test
    void an_exception_where_nobody_would_be_on_duty_has_everybody_else_next() {
        home.instead(exception("Once", "grandma", "2026-03-02T19:00", "2026-03-03T09:00"));
        assertThat(words(ANNA, "2026-03-02T23:00")).isEqualTo("grandma then dad+mum+nurse");
    }

    @Test
    void an_exception_that_names_nobody_who_is_set_up_changes_nothing() {
        ordinaryWeek().instead(exception("Once", "gone", "2026-03-02T19:00", "2026-03-03T09:00"));
        assertThat(words(ANNA, "2026-03-02T23:00")).isEqualTo("mum then dad");
    }

    @Test
    void the_hub_s_own_alarms_go_to_whoever_is_on_duty_for_anybody() {
        ordinaryWeek();
        assertThat(words(Alert.HUB, "2026-03-02T08:00")).isEqualTo("nurse+dad+grandma+mum then ");
        assertThat(words(Alert.HUB, "2026-03-02T23:00")).isEqualTo("mum then dad");
    }

    @Test
    void it_says_until_when_this_is_so() {
        ordinaryWeek();
        assertThat(at(ANNA, "2026-03-02T10:00").until()).hasValue(instant("2026-03-02T13:00"));
        assertThat(at(ANNA, "2026-03-02T22:00").until()).hasValue(instant("2026-03-03T07:00"));
        home.instead(exception("Once", "grandma", "2026-03-03T01:00", "2026-03-03T02:00"));
        assertThat(at(ANNA, "2026-03-02T22:00").until()).hasValue(instant("2026-03-03T01:00"));
    }

    @Test
    void what_does_not_change_within_a_week_has_no_end() {
        home.shift(of("Always", "mum", "dad", "00:00", "00:00"));
        assertThat(at(ANNA, "2026-03-02T10:00").until()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"MO", "MONDAY", "FEIERTAG", ""})
    void a_day_that_is_none_is_refused_with_what_to_write(String day) {
        assertThatThrownBy(() -> home.shift(of("Wrong", "mum", "dad", "08:00", "09:00", day)))
                .hasMessageContaining("configuration duty~0: days: '" + day + "' is none; write MON, TUE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"25:00", "8", "24:00", "noon"})
    void a_time_that_is_none_is_refused(String time) {
        assertThatThrownBy(() -> home.shift(of("Wrong", "mum", "dad", time, "09:00")))
                .hasMessageContaining("from must be HH:mm, was '" + time + "'");
    }

    @Test
    void an_exception_that_ends_before_it_begins_is_refused() {
        assertThatThrownBy(() -> home.instead(exception("Wrong", "mum", "2026-03-03T09:00", "2026-03-02T19:00")))
                .hasMessageContaining("until must be after from");
        assertThatThrownBy(() -> home.instead(exception("Wrong", "mum", "tonight", "2026-03-02T19:00")))
                .hasMessageContaining("from must be YYYY-MM-DDTHH:mm");
    }

    @Test
    void a_carer_for_nobody_is_refused() {
        assertThatThrownBy(() -> home.carer("aunt", false)).hasMessageContaining("persons must say for whom");
    }

    private static Map<String, Object> exception(String label, String who, String from, String until) {
        return Map.of("label", label, "carers", new String[] {who}, "from", from, "until", until);
    }

    private Duty.Now at(PersonId person, String wallTime) {
        return home.roster().at(person, instant(wallTime));
    }

    private static Instant instant(String wallTime) {
        return LocalDateTime.parse(wallTime).atZone(BERLIN).toInstant();
    }

    private String words(PersonId person, String wallTime) {
        Duty.Now now = at(person, wallTime);
        return ids(now.onDuty()) + " then " + ids(now.next());
    }

    private static String ids(List<Carer> carers) {
        return carers.stream().map(Carer::id).collect(Collectors.joining("+"));
    }
}
