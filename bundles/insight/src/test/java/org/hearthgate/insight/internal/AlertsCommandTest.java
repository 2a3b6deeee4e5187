package org.hearthgate.insight.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.hub.HubCommand;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryAlertJournal;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.InMemoryReceiptJournal;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertsCommandTest {
    private static final Instant NOON = Given.NOON; // 13:00 in Berlin
    private static final String ID = "anna.low.1";

    private final InMemoryObservationStore store = new InMemoryObservationStore();
    private final InMemoryAlertJournal journal = new InMemoryAlertJournal();
    private final InMemoryReceiptJournal receipts = new InMemoryReceiptJournal();
    private final FixedHousehold household = FixedHousehold.of("Anna", "Ben");
    private final ManualClock clock = new ManualClock(NOON.plus(Duration.ofHours(2)));
    private final List<String> said = new ArrayList<>();
    private final List<String> complained = new ArrayList<>();
    private AlertsCommand command;

    @BeforeEach
    void start() {
        command = command(journal);
    }

    private AlertsCommand command(AlertJournal log) {
        return new AlertsCommand(
                store,
                log,
                household,
                clock,
                new WeeklyAudits(store, log, household, clock, Configured.by(InsightConfig.class)));
    }

    private int run(String... words) {
        said.clear();
        complained.clear();
        return command.run(List.of(words), new HubCommand.Screen() {
            @Override
            public void say(String line) {
                said.add(line);
            }

            @Override
            public void complain(String line) {
                complained.add(line);
            }
        });
    }

    /** A low below its limit, whose word can be changed. */
    private record Low(int version, double below) implements AlertRule {
        @Override
        public String id() {
            return "low";
        }

        @Override
        public Map<String, String> thresholds() {
            return Map.of("belowMgPerDl", Double.toString(below));
        }

        @Override
        public Verdict evaluate(Snapshot snapshot) {
            Optional<GlucoseReading> fresh = snapshot.freshGlucose();
            if (fresh.isEmpty()) {
                return Verdict.unknown();
            }
            double value = fresh.get().mgPerDl();
            return value < below
                    ? new Verdict.Holds(new Finding(
                            Priority.MEDIUM,
                            "Anna: low",
                            OptionalDouble.of(value),
                            Optional.of(fresh.get().measuredAt())))
                    : Verdict.clear();
        }
    }

    private static Alert raised(PersonId person, String rule) {
        return new Alert(
                ID,
                person,
                rule,
                1,
                Priority.MEDIUM,
                AlertState.RAISED,
                NOON,
                NOON,
                Optional.of(NOON.minusSeconds(20)),
                OptionalDouble.of(68),
                "Anna: low, 68 mg/dL, falling",
                Optional.empty(),
                Optional.empty(),
                0,
                "68 is below 70, the limit of the day.");
    }

    private void history() {
        List<Observation> readings = new ArrayList<>();
        for (int minutes = 30; minutes >= 0; minutes -= 5) {
            readings.add(reading(68 + minutes, NOON.minusSeconds(20 + 60L * minutes)));
        }
        readings.add(reading(120, NOON.plusSeconds(280))); // it came after the alarm
        store.append(readings);
    }

    private static Observation reading(double value, Instant at) {
        return Given.reading(value).at(at).receivedAt(at.plusSeconds(15)).build();
    }

    private static List<String> evidence() {
        return List.of(
                NOON.minusSeconds(320).toEpochMilli() + ":73.0",
                NOON.minusSeconds(20).toEpochMilli() + ":68.0");
    }

    private void journalled(Alert alert, Map<String, String> limits) {
        journal.append(List.of(new AlertJournal.Entry(alert, limits, evidence())));
    }

    private static Map<String, String> limits(String below) {
        return Map.of("belowMgPerDl", below);
    }

    @Test
    void why_tells_the_whole_life_in_order_with_who_was_called_and_who_came() {
        history();
        command.addRule(new Low(1, 70));
        Alert alert = raised(Given.ANNA, "low");
        journalled(alert, limits("70.0"));
        Alert louder = alert.escalated(1, NOON.plusSeconds(120));
        Alert taken =
                louder.to(AlertState.ACKNOWLEDGED, NOON.plusSeconds(190), Optional.of("Grandma"), Optional.empty());
        journalled(louder, Map.of());
        journalled(taken, Map.of());
        journalled(
                taken.to(AlertState.RESOLVED, NOON.plusSeconds(900), Optional.of("over"), Optional.empty()), Map.of());
        command.keep(receipts);
        receipts.append(List.of(
                receipt(0, "sounder", Optional.empty(), Receipt.Outcome.SENT, 1, ""),
                receipt(1, "webhook.school", Optional.of("grandma"), Receipt.Outcome.FAILED, 125, "no route")));
        assertThat(run("why", ID)).isZero();
        assertThat(said)
                .containsExactly(
                        "Anna: low, 68 mg/dL, falling",
                        "Why: 68 is below 70, the limit of the day.",
                        "Mon 2 Mar 2026, times of Europe/Berlin",
                        "13:00:00  raised by the rule low (version 1) as medium, on 68 mg/dL measured 12:59:40;"
                                + " limits in force: belowMgPerDl 70.0",
                        "13:00:01  step 0, sounder: was sent",
                        "13:02:00  nobody had answered: step 1 called for more people",
                        "13:02:05  step 1, webhook.school for grandma: failed (no route)",
                        "13:03:10  Grandma answered (\"I've got it\"), 3 min after it was raised",
                        "13:15:00  over: it was so no longer, after 15 min",
                        "The same readings, judged again now, give the same: it calls, as medium (Anna: low).",
                        "The rule is the same (version 1) and so are its limits.");
    }

    private static Receipt receipt(
            int step, String channel, Optional<String> carer, Receipt.Outcome outcome, int after, String detail) {
        return new Receipt("call", ID, Given.ANNA, step, channel, carer, outcome, NOON.plusSeconds(after), detail);
    }

    @Test
    void why_names_the_limit_that_has_changed_since() {
        history();
        command.addRule(new Low(1, 65));
        journalled(raised(Given.ANNA, "low"), limits("70.0"));
        run("why", ID);
        assertThat(said)
                .contains(
                        "The same readings, judged again now, give something else: it does not call.",
                        "The limit belowMgPerDl was 70.0 then and is 65.0 now.")
                .noneMatch(line -> line.contains("The rule is the same"));
    }

    @Test
    void why_names_the_version_that_has_changed_since() {
        history();
        command.addRule(new Low(2, 70));
        journalled(raised(Given.ANNA, "low"), limits("70.0"));
        run("why", ID);
        assertThat(said)
                .contains(
                        "The same readings, judged again now, give the same: it calls, as medium (Anna: low).",
                        "The rule has changed: version 1 then, version 2 now.");
    }

    @Test
    void why_says_when_the_record_does_not_hold_the_readings_any_more() {
        command.addRule(new Low(1, 70));
        journalled(raised(Given.ANNA, "low"), limits("70.0"));
        run("why", ID);
        assertThat(said)
                .contains(
                        "The same readings, judged again now, give something else: it cannot tell, for want of fresh"
                                + " and trusted data.",
                        "2 of the 2 readings that the journal names are not in the record any more as they were (put"
                                + " right, or too old).");
    }

    @Test
    void why_says_what_cannot_be_judged_again() {
        journalled(raised(Alert.HUB, "hub-disk"), Map.of());
        run("why", ID);
        assertThat(said).anyMatch(line -> line.startsWith("It is about the hub itself."));
    }

    @Test
    void why_says_that_a_rule_is_gone() {
        journalled(raised(Given.ANNA, "alarm-rule-missing"), Map.of());
        run("why", ID);
        assertThat(said).anyMatch(line -> line.startsWith("This hub has no rule alarm-rule-missing today"));
    }

    @Test
    void why_survives_a_rule_that_throws() {
        command.addRule(new AlertRule() {
            @Override
            public String id() {
                return "low";
            }

            @Override
            public int version() {
                return 1;
            }

            @Override
            public Map<String, String> thresholds() {
                return Map.of();
            }

            @Override
            public Verdict evaluate(Snapshot snapshot) {
                throw new IllegalStateException("broken");
            }
        });
        journalled(raised(Given.ANNA, "low"), Map.of());
        assertThat(run("why", ID)).isZero();
        assertThat(said).contains("Today's rule fails on that moment: broken.");
    }

    @Test
    void an_unknown_alert_and_an_unknown_person_are_bad_data_that_says_what_to_do() {
        assertThat(run("why", "anna.low.2")).isEqualTo(HubCommand.BAD_DATA);
        assertThat(complained).singleElement().asString().contains("`hub alerts list` names them");
        assertThat(run("list", "--person", "carl")).isEqualTo(HubCommand.BAD_DATA);
        assertThat(complained).singleElement().asString().contains("anna, ben");
        assertThat(run("audit", "--person", "anna", "--week", "2026-W54")).isEqualTo(HubCommand.USAGE);
        assertThat(run("audit", "--person", "anna", "--week", "2026-W11")).isEqualTo(HubCommand.USAGE);
        assertThat(run("audit")).isEqualTo(HubCommand.USAGE);
        assertThat(run("list", "--days", "0")).isEqualTo(HubCommand.USAGE);
        assertThat(run("forget")).isEqualTo(HubCommand.USAGE);
    }

    @Test
    void the_list_has_everybody_and_the_hub_the_oldest_first() {
        journalled(raised(Given.ANNA, "low"), limits("70.0"));
        Alert hubs = raised(Alert.HUB, "hub-disk");
        journal.append(List.of(new AlertJournal.Entry(
                new Alert(
                        "hub.hub-disk.1",
                        Alert.HUB,
                        "hub-disk",
                        1,
                        Priority.LOW,
                        AlertState.RAISED,
                        NOON.minusSeconds(60),
                        NOON.minusSeconds(60),
                        hubs.measuredAt(),
                        OptionalDouble.empty(),
                        "The hub: the disk is nearly full",
                        Optional.empty(),
                        Optional.empty()),
                Map.of(),
                List.of())));
        assertThat(run("list")).isZero();
        assertThat(said)
                .containsExactly(
                        "2026-03-02 12:59  low  The hub: the disk is nearly full  (raised since 2026-03-02 12:59) "
                                + " hub.hub-disk.1",
                        "2026-03-02 13:00  medium  Anna: low, 68 mg/dL, falling  (raised since 2026-03-02 13:00) "
                                + " anna.low.1",
                        "2 alerts in 7 days");
        run("list", "--person", "ben");
        assertThat(said).containsExactly("0 alerts in 7 days");
    }

    @Test
    void a_whole_chain_is_counted_and_a_broken_one_named() {
        journalled(raised(Given.ANNA, "low"), Map.of());
        assertThat(run("verify")).isZero();
        assertThat(said).containsExactly("1 entries; the chain of the alert log is whole");
        command = command(
                new BrokenChain(new StoreException("the alert journal is broken at entry 7: its hash …", null)));
        assertThat(run("verify")).isEqualTo(HubCommand.BAD_DATA);
        assertThat(complained).singleElement().asString().contains("broken at entry 7");
        command = command(new BrokenChain(new StoreException("the disk …", new java.io.IOException())));
        assertThat(run("verify")).isEqualTo(HubCommand.TRY_LATER);
    }

    @Test
    void an_audit_is_printed_with_its_table() {
        history();
        journalled(raised(Given.ANNA, "low"), limits("70.0"));
        assertThat(run("audit", "--person", "anna", "--week", "2026-W10")).isZero();
        assertThat(said.get(0)).startsWith("Anna, week 2026-W10").endsWith("not over yet");
        assertThat(said)
                .anyMatch(line -> line.matches("low +1 +0 +1 +0 +0 \\| +0 +0 +0"))
                .anyMatch(line -> line.startsWith("The hub: from a reading to its alarm 5.0 s in the middle"));
    }

    private record BrokenChain(StoreException exception) implements AlertJournal {
        @Override
        public void append(List<Entry> entries) {
            throw exception;
        }

        @Override
        public List<Alert> unresolved() {
            throw exception;
        }

        @Override
        public List<Entry> since(PersonId person, Instant from, int most) {
            throw exception;
        }

        @Override
        public List<Entry> ofAlert(String alertId) {
            throw exception;
        }

        @Override
        public long verify() {
            throw exception;
        }
    }
}
