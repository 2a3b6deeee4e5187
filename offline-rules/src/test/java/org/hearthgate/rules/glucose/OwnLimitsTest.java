package org.hearthgate.rules.glucose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.rules.glucose.Said.finding;
import static org.hearthgate.rules.glucose.Said.limits;
import static org.hearthgate.rules.glucose.Said.set;
import static org.hearthgate.rules.glucose.Said.word;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.hub.Health;
import org.hearthgate.rules.device.NoDataRule;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Limits of one person, of the day and of the night: which one is in force when, and which nobody may set. */
class OwnLimitsTest {
    private static final String BERLIN = "Europe/Berlin";
    private static final PersonLimits NIGHT =
            set("anna-night", Map.of("from", "22:00", "to", "07:00", "lowBelowMgPerDl", 80.0));

    private static LowRule low(PersonLimits... sets) {
        return new LowRule(limits(sets), Configured.by(LowRule.Config.class));
    }

    private static Snapshot at(Instant when, double mgPerDl) {
        return Given.snapshot().livingIn(BERLIN).asOf(when).glucose(mgPerDl).build();
    }

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of(BERLIN)).toInstant();
    }

    @ParameterizedTest(name = "{0} in Berlin, 78 mg/dL: {1}")
    @CsvSource({
        "2026-03-02T21:59:59, Clear",
        "2026-03-02T22:00:00, Holds",
        "2026-03-03T00:00:00, Holds",
        "2026-03-03T06:59:59, Holds",
        "2026-03-03T07:00:00, Clear",
        "2026-03-03T12:00:00, Clear"
    })
    void a_night_begins_and_ends_by_the_clock_on_the_wall(String local, String verdict) {
        assertThat(word(low(NIGHT).evaluate(at(berlin(local), 78)))).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-03-29T00:59:59Z, Clear", // 01:59:59, a second before the clock goes forward
        "2026-03-29T01:00:00Z, Holds", // 03:00: the hour of 02:30 does not come, and the night has begun all the same
        "2026-03-29T02:59:59Z, Holds", // 04:59:59
        "2026-03-29T03:00:00Z, Clear", // 05:00
        "2026-10-25T00:29:59Z, Clear", // 02:29:59, for the first time
        "2026-10-25T00:30:00Z, Holds", // 02:30, for the first time
        "2026-10-25T01:00:00Z, Clear", // 02:00 again: half an hour by the wall's clock before it begins
        "2026-10-25T01:30:00Z, Holds", // 02:30, for the second time
        "2026-10-25T03:59:59Z, Holds", // 04:59:59
        "2026-10-25T04:00:00Z, Clear" // 05:00
    })
    void in_the_nights_that_change_the_clock_the_wall_is_right(String instant, String verdict) {
        PersonLimits early = set("early", Map.of("from", "02:30", "to", "05:00", "lowBelowMgPerDl", 80.0));
        assertThat(word(low(early).evaluate(at(Instant.parse(instant), 78)))).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0} in Berlin, silent for 12 min after 78 mg/dL: {1}")
    @CsvSource({"2026-03-02T21:59:59, Clear", "2026-03-02T22:00:00, Holds"})
    void silence_after_what_is_low_for_this_person_calls_as_after_any_low(String local, String verdict) {
        Instant now = berlin(local);
        var rule = new NoDataRule(limits(NIGHT), Configured.by(NoDataRule.Config.class));
        Snapshot silent = Given.snapshot()
                .livingIn(BERLIN)
                .asOf(now)
                .with(Given.reading(78).minutesBefore(now, 12).build())
                .build();
        assertThat(word(rule.evaluate(silent))).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0}: below {1}")
    @CsvSource({
        "2026-03-02T12:00, 75", // the whole day's
        "2026-03-02T23:00, 80" // the night goes before the day
    })
    void what_is_more_special_goes_before_what_is_general(String local, double below) {
        PersonLimits day = set("anna", Map.of("lowBelowMgPerDl", 75.0));
        assertThat(low(NIGHT, day).thresholds(at(berlin(local), 100)))
                .containsEntry("belowMgPerDl", Double.toString(below));
    }

    @Test
    void what_a_set_does_not_state_stays_as_it_is() {
        PersonLimits day = set("anna", Map.of("highAboveMgPerDl", 220.0));
        var high = new HighRule(limits(NIGHT, day), Configured.by(HighRule.Config.class));
        assertThat(high.thresholds(at(berlin("2026-03-02T23:00"), 100)))
                .containsEntry("aboveMgPerDl", "220.0")
                .containsEntry("overUpToMgPerDl", "210.0");
    }

    @Test
    void of_two_that_overlap_the_one_that_calls_sooner_holds_and_the_hub_says_so() {
        PersonLimits other = set(
                "anna-late",
                Map.of("from", "23:00", "to", "01:00", "lowBelowMgPerDl", 65.0, "highAboveMgPerDl", 300.0));
        LimitsInForce both = limits(other, NIGHT);
        assertThat(new LowRule(both, Configured.by(LowRule.Config.class))
                        .thresholds(at(berlin("2026-03-02T23:30"), 100)))
                .containsEntry("belowMgPerDl", "80.0");
        assertThat(new LimitsWatch(both).check().status()).isEqualTo(Health.Status.WARN);
        assertThat(new LimitsWatch(both).check().message()).contains("anna-late", "anna-night", "same hours");
    }

    @Test
    void sets_one_after_the_other_do_not_overlap() {
        PersonLimits morning = set("anna-morning", Map.of("from", "07:00", "to", "10:00", "lowBelowMgPerDl", 70.0));
        assertThat(new LimitsWatch(limits(NIGHT, morning)).check().status()).isEqualTo(Health.Status.OK);
    }

    @Test
    void one_persons_limits_are_nobody_elses() {
        Snapshot ben = Given.snapshot()
                .of("ben", "Ben")
                .asOf(berlin("2026-03-02T23:00"))
                .livingIn(BERLIN)
                .with(Given.reading(78)
                        .of(Given.BEN)
                        .at(berlin("2026-03-02T23:00"))
                        .build())
                .build();
        assertThat(word(low(NIGHT).evaluate(ben))).isEqualTo("Clear");
    }

    @Test
    void limits_for_nobody_who_lives_here_are_told() {
        var limits = new LimitsWatch(limits(set("typo", Map.of("person", "ana", "lowBelowMgPerDl", 80.0))));
        assertThat(limits.check().status()).as("the household is not known yet").isEqualTo(Health.Status.OK);
        limits.livingHere(new FixedHousehold(List.of(new Person(Given.ANNA, "Anna")), ZoneOffset.UTC));
        assertThat(limits.check().status()).isEqualTo(Health.Status.WARN);
        assertThat(limits.check().message()).contains("org.hearthgate.limits~typo");
    }

    @Test
    void limits_that_were_refused_are_told_because_their_family_thinks_them_in_force() {
        var watch = new LimitsWatch(limits(NIGHT));
        watch.configuredBy(stating("org.hearthgate.limits~anna-night"));
        assertThat(watch.check().status()).isEqualTo(Health.Status.OK);
        watch.configuredBy(stating("org.hearthgate.limits~anna-night", "org.hearthgate.limits~anna-school"));
        assertThat(watch.check().message()).startsWith("Limits not in force: org.hearthgate.limits~anna-school;");
    }

    private static ConfigurationAdmin stating(String... pids) {
        Configuration[] stated = Stream.of(pids)
                .map(pid -> answering(Configuration.class, Map.of("getPid", pid)))
                .toArray(Configuration[]::new);
        return answering(ConfigurationAdmin.class, Map.of("listConfigurations", stated));
    }

    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }

    @Test
    void a_set_that_is_taken_away_is_in_force_no_longer() {
        LimitsInForce limits = limits(NIGHT);
        AlertRule rule = new LowRule(limits, Configured.by(LowRule.Config.class));
        limits.remove(NIGHT);
        assertThat(word(rule.evaluate(at(berlin("2026-03-02T23:00"), 78)))).isEqualTo("Clear");
    }

    @Test
    void an_urgent_low_of_ones_own_moves_its_end_with_it_and_the_one_that_is_coming() {
        LimitsInForce limits = limits(set("anna", Map.of("urgentLowAtOrBelowMgPerDl", 65.0)));
        var urgent = new UrgentLowRule(limits, Configured.by(UrgentLowRule.Config.class));
        var soon = new UrgentLowSoonRule(limits, Configured.by(UrgentLowSoonRule.Config.class));
        assertThat(word(urgent.evaluate(Given.snapshot().glucose(65).build()))).isEqualTo("Holds");
        assertThat(word(urgent.evaluate(Given.snapshot().glucose(70).build()))).isEqualTo("Lingers");
        assertThat(word(urgent.evaluate(Given.snapshot().glucose(70.1).build())))
                .isEqualTo("Clear");
        assertThat(word(soon.evaluate(
                        Given.snapshot().every5Min(120, 110, 100, 90).build())))
                .isEqualTo("Holds");
    }

    @ParameterizedTest(name = "{0}: {1} over the home''s {2}")
    @CsvSource({"on, true, false", "off, false, true", "'', true, true", "'', false, false"})
    void switches_a_rule_on_or_off_for_one_person(String word, boolean on, boolean home) {
        LimitsInForce limits = limits(set("anna", Map.of("predictedLow", word)));
        assertThat(limits.isOn(Switch.PREDICTED_LOW, Given.snapshot().build(), home))
                .isEqualTo(on);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "urgentLowAtOrBelowMgPerDl, 53.99, 54.0 to 70.0",
        "urgentLowAtOrBelowMgPerDl, 70.01, 54.0 to 70.0",
        "urgentLowAtOrBelowMgPerDl, -1, 54.0 to 70.0",
        "urgentLowAtOrBelowMgPerDl, NaN, 54.0 to 70.0",
        "lowBelowMgPerDl, 59.99, 60.0 to 100.0",
        "lowBelowMgPerDl, 100.01, 60.0 to 100.0",
        "highAboveMgPerDl, 139.99, 140.0 to 400.0",
        "highAboveMgPerDl, 400.01, 140.0 to 400.0",
        "veryHighAboveMgPerDl, 199.99, 200.0 to 500.0",
        "veryHighAboveMgPerDl, Infinity, 200.0 to 500.0"
    })
    void refuses_what_is_not_safe_and_says_which_and_what_is(String key, double mgPerDl, String bounds) {
        assertThatThrownBy(() -> set("anna", Map.of(key, mgPerDl)))
                .hasMessageStartingWith("org.hearthgate.limits~anna: " + key + " must be " + bounds);
    }

    @ParameterizedTest(name = "from ''{0}'' to ''{1}''")
    @CsvSource({
        "22:00, ''",
        "'', 07:00",
        "22:00, 22:00",
        "24:00, 07:00",
        "22, 07:00",
        "10pm, 07:00",
        "22:00, 7:00",
        "22:00:00, 07:00"
    })
    void refuses_hours_that_no_clock_shows(String from, String to) {
        assertThatThrownBy(() -> set("anna", Map.of("from", from, "to", to)))
                .hasMessageStartingWith("org.hearthgate.limits~anna: ")
                .hasMessageContaining("empty for the whole day");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"person, Anna Maria", "person, ''", "urgentLowSoon, yes", "predictedLow, aus"})
    void refuses_words_that_it_does_not_know(String key, String word) {
        assertThatThrownBy(() -> set("anna", Map.of(key, word)))
                .hasMessageStartingWith("org.hearthgate.limits~anna: " + key);
    }

    @ParameterizedTest(name = "{0} {1}, {2} {3}")
    @CsvSource({
        "urgentLowAtOrBelowMgPerDl, 70, lowBelowMgPerDl, 70",
        "urgentLowAtOrBelowMgPerDl, 65, lowBelowMgPerDl, 60",
        "highAboveMgPerDl, 300, veryHighAboveMgPerDl, 300"
    })
    void refuses_limits_that_stand_in_the_wrong_order(String lower, double a, String higher, double b) {
        assertThatThrownBy(() -> set("anna", Map.of(lower, a, higher, b)))
                .hasMessageContaining(lower + " must be below " + higher);
    }

    @Test
    void the_reason_names_the_limit_in_force_and_whose_it_is() {
        assertThat(finding(low(NIGHT).evaluate(at(berlin("2026-03-02T23:00"), 78)))
                        .why())
                .isEqualTo("78 mg/dL is below Anna's limit of 80.");
    }
}
