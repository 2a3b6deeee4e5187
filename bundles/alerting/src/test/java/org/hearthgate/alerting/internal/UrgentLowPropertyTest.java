package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.testkit.Configured;

/**
 * In any interleaving of what devices, people, clocks and failures can do in a night: while a fresh and trusted reading is at or below 55,
 * an urgent low is open, and it calls aloud unless somebody answered it, or snoozed that very class, within the bounds of that class.
 */
class UrgentLowPropertyTest {
    private static final Duration ANSWER_HOLDS = Duration.ofMinutes(30);
    private static final Duration LONGEST_SNOOZE = Duration.ofMinutes(15);
    /** A reading counts for 11 min; the timer may notice half a minute later. */
    private static final Duration SURELY_FRESH = Duration.ofSeconds(11 * 60 - 30);

    /** Failures on purpose fill the log, and that takes longer than the nights do. */
    private static final Logger ALERTING = Logger.getLogger("org.hearthgate.alerting");

    @BeforeContainer
    static void hush() {
        ALERTING.setLevel(Level.OFF);
    }

    @AfterContainer
    static void unhush() {
        ALERTING.setLevel(null);
    }

    @Property(tries = 50, shrinking = ShrinkingMode.BOUNDED)
    void no_urgent_low_is_hidden(@ForAll("nights") List<Event> night) {
        try (var house = new AlarmHouse()) {
            var seen = new Seen(house);
            for (Event event : night) {
                event.what.accept(seen);
                seen.holds(night);
            }
        }
    }

    /** Something that happens. */
    record Event(String name, Consumer<Seen> what) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Provide
    Arbitrary<List<Event>> nights() {
        Arbitrary<Integer> glucose = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.integers().between(30, 55)),
                Tuple.of(2, Arbitraries.integers().between(56, 75)),
                Tuple.of(2, Arbitraries.integers().between(76, 350)));
        Arbitrary<Event> reading = glucose.map(value -> new Event("reads " + value, seen -> seen.reads(value)));
        Arbitrary<Event> useless = Arbitraries.of(Doubt.Flag.LATE, Doubt.Flag.WARM_UP, Doubt.Flag.IMPLAUSIBLE)
                .flatMap(doubt -> glucose.map(
                        value -> new Event(doubt + " " + value, seen -> seen.house.readsDoubtful(value, doubt))));
        Arbitrary<Event> stale = glucose.map(
                value -> new Event("reads " + value + " of 20 min ago", seen -> seen.house.readsOld(value, 20)));
        Arbitrary<Event> time = Arbitraries.of(30, 60, 150, 300, 420, 660, 930)
                .map(seconds -> new Event("passes " + seconds + " s", seen -> seen.passes(seconds)));
        Arbitrary<Event> long50 = Arbitraries.of(10, 20, 40)
                .map(minutes -> new Event("stays at 50 for " + minutes + " min", seen -> seen.stays(50, minutes)));
        Arbitrary<Event> people = Arbitraries.of(
                        "urgent-low", "urgent-low", "urgent-low", "low", "no-data", "nobody-received")
                .flatMap(rule -> Arbitraries.of(0, 1, 5, 15)
                        .map(minutes -> minutes == 0
                                ? new Event("answers " + rule, seen -> seen.answers(rule))
                                : new Event("snoozes " + rule + " " + minutes, seen -> seen.snoozes(rule, minutes))));
        Arbitrary<Event> others = Arbitraries.of(
                new Event(
                        "Ben reads 50", seen -> seen.house.about(BEN).reads(50).about(ANNA)),
                new Event(
                        "Ben reads 120",
                        seen -> seen.house.about(BEN).reads(120).about(ANNA)),
                new Event("restart", Seen::restart),
                new Event("clock + 2 h", seen -> seen.steps(120)),
                new Event("clock - 2 h", seen -> seen.steps(-120)),
                new Event("quiet hours", seen -> seen.quiet("20:00", "12:00")),
                new Event(
                        "forecast fails",
                        seen -> seen.house.engine().forecaster = (person, history, now) -> {
                            throw new IllegalStateException("broken on purpose");
                        }),
                new Event("no forecast", seen -> seen.house.engine().forecaster = null),
                new Event("nothing is delivered", seen -> seen.house.nothingArrives()),
                new Event("all is delivered", seen -> seen.house.everythingArrives()));
        return Arbitraries.frequencyOf(
                        Tuple.of(6, reading),
                        Tuple.of(2, useless),
                        Tuple.of(1, stale),
                        Tuple.of(2, long50),
                        Tuple.of(5, time),
                        Tuple.of(4, people),
                        Tuple.of(3, others))
                .list()
                .ofMinSize(5)
                .ofMaxSize(30);
    }

    /** What a careful observer in the house knows. */
    private static final class Seen {
        final AlarmHouse house;
        private Optional<Integer> newest = Optional.empty();
        private Duration readAt = Duration.ZERO;
        private Duration answeredAt = Duration.ofDays(-1);
        private Duration snoozedUntil = Duration.ofDays(-1);
        private boolean stepped;

        Seen(AlarmHouse house) {
            this.house = house;
        }

        void reads(int value) {
            house.passesSeconds(1).reads(value); // two readings of one sensor are never of one instant
            newest = Optional.of(value);
            readAt = house.clock.elapsed();
        }

        void stays(int value, int minutes) {
            for (int i = 0; i < minutes; i += 5) {
                passes(299);
                reads(value);
            }
        }

        void passes(int seconds) {
            house.passesSeconds(seconds);
        }

        void answers(String rule) {
            if (isOpen(rule)) {
                house.acknowledges(rule, "mum");
                if (rule.equals("urgent-low")) {
                    answeredAt = house.clock.elapsed();
                }
            }
        }

        void snoozes(String rule, int minutes) {
            if (isOpen(rule)) {
                house.snoozes(rule, minutes, "dad");
                if (rule.equals("urgent-low")) {
                    snoozedUntil = house.clock.elapsed().plusMinutes(minutes);
                }
            }
        }

        void restart() {
            if (!stepped) { // what the record holds is put right by ingest, which does not live here
                house.restart();
            }
        }

        void steps(int minutes) {
            house.clockStepsBy(minutes);
            stepped = true;
        }

        void quiet(String from, String to) {
            house.engine().escalation =
                    new Escalation(Configured.by(Escalation.Config.class, Map.of("quietFrom", from, "quietTo", to)));
        }

        private boolean isOpen(String rule) {
            return urgent(rule).isPresent();
        }

        private Optional<Alert> urgent(String rule) {
            return house.open().stream()
                    .filter(alert -> alert.rule().equals(rule) && alert.person().equals(ANNA))
                    .findFirst();
        }

        void holds(List<Event> night) {
            Duration now = house.clock.elapsed();
            boolean mustCall = newest.filter(value -> value <= 55).isPresent()
                    && now.minus(readAt).compareTo(SURELY_FRESH) <= 0;
            if (!mustCall) {
                return;
            }
            Optional<Alert> open = urgent("urgent-low");
            assertThat(open).as("an urgent low is open after %s", night).isPresent();
            Alert alert = open.get();
            boolean answered = alert.state() == AlertState.ACKNOWLEDGED
                    && now.minus(answeredAt).compareTo(ANSWER_HOLDS.plusSeconds(30)) <= 0;
            boolean snoozed = alert.state() == AlertState.SNOOZED
                    && now.minus(snoozedUntil).compareTo(Duration.ofSeconds(30)) <= 0
                    && snoozedUntil.minus(now).compareTo(LONGEST_SNOOZE) <= 0;
            if (!answered && !snoozed) {
                assertThat(alert.state().calls())
                        .as("%s calls after %s", alert, night)
                        .isTrue();
                assertThat(List.copyOf(house.calls))
                        .as("it was called after %s", night)
                        .anyMatch(call -> isAloud(call, alert));
            }
        }

        private static boolean isAloud(Call call, Alert alert) {
            return call.alert().id().equals(alert.id())
                    && call.alert().step() == alert.step()
                    && call.everybodyNear()
                    && !call.silent()
                    && !call.carers().isEmpty();
        }
    }
}
