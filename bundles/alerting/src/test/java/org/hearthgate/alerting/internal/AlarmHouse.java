package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hearthgate.alerting.internal.duty.RosterOf;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.CallListener;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.notify.Duty;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.rules.device.NoDataRule;
import org.hearthgate.rules.glucose.FallingFastRule;
import org.hearthgate.rules.glucose.HighRule;
import org.hearthgate.rules.glucose.LowRule;
import org.hearthgate.rules.glucose.UrgentLowRule;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryAlertJournal;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;

/**
 * A home with the real alerting and the real rules, in which a test says what is measured, what people do and how time passes, and reads
 * what was told and who was called. Mum is on duty, dad is next, grandma is everybody else, the neighbour is the emergency contact. What
 * is told bears the minutes since the start.
 */
final class AlarmHouse implements AutoCloseable {
    /** 23:00 on an ordinary Monday in Berlin. */
    static final Instant START = Instant.parse("2026-03-02T22:00:00Z");

    final InMemoryObservationStore store = new InMemoryObservationStore();
    final InMemoryAlertJournal journal = new InMemoryAlertJournal();
    final ManualClock clock;
    final FixedHousehold household;
    final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
    final Map<String, AlertRule> rules = new HashMap<>();
    Duty duty;
    private final Duration started;
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private Map<String, ?> settings = Map.of();
    private boolean deliversCalls = true;
    private boolean hasChannel = true;
    private Receipt.Outcome arrives = Receipt.Outcome.SENT;
    private PersonId person = Given.ANNA;
    private String device = "sensor-1";
    private AlertEngine engine;

    AlarmHouse() {
        this(START, "Anna", "Ben");
    }

    AlarmHouse(Instant start, String... people) {
        clock = new ManualClock(start);
        household = FixedHousehold.of(people);
        started = clock.elapsed();
        duty = new RosterOf(household)
                .carer("mum", false, "anna", "ben")
                .carer("dad", false, "anna", "ben")
                .carer("grandma", false, "anna")
                .carer("neighbour", true, "anna", "ben")
                .shift(Map.of("carers", new String[] {"mum"}, "next", new String[] {"dad"}))
                .roster();
        rules.put("urgent-low", new UrgentLowRule(Configured.by(UrgentLowRule.Config.class)));
        rules.put("low", new LowRule(Configured.by(LowRule.Config.class)));
        rules.put("high", new HighRule(Configured.by(HighRule.Config.class)));
        rules.put("falling-fast", new FallingFastRule(Configured.by(FallingFastRule.Config.class)));
        rules.put("no-data", new NoDataRule(Configured.by(NoDataRule.Config.class)));
        switchOn();
    }

    private void switchOn() {
        engine = new AlertEngine(store, journal, clock, household, Configured.by(AlertEngine.Config.class));
        engine.addListener(this::tell);
        engine.duty = duty;
        var escalation = new Escalation(Configured.by(Escalation.Config.class, settings));
        engine.escalation = escalation;
        if (deliversCalls) {
            var listener = new Delivery();
            escalation.addListener(listener);
            engine.addCallListener(listener);
        }
        if (hasChannel) {
            escalation.addChannel(null);
        }
        rules.values().forEach(engine::addRule);
        settle();
    }

    /** Takes calls as a room that notifies does. */
    private final class Delivery implements CallListener {
        private final AlertEngine listener = engine;

        @Override
        public void call(Call call) {
            calls.add(call);
            if (arrives.reached()) {
                listener.noted(receiptOf(call, arrives));
            }
        }

        @Override
        public void quiet(Alert alert) {
            told.add("+%d quiet %s".formatted(minutes(), alert.rule()));
        }
    }

    Receipt receiptOf(Call call, Receipt.Outcome outcome) {
        return new Receipt(
                call.id(),
                call.alert().id(),
                call.alert().person(),
                call.alert().step(),
                "sounder",
                java.util.Optional.empty(),
                outcome,
                clock.now(),
                "");
    }

    private void tell(Alert alert) {
        String what = alert.state().code();
        if (alert.state() == AlertState.ESCALATED) {
            what += " " + alert.step();
        } else if (alert.state() == AlertState.RESOLVED) {
            what += " (" + alert.by().orElse("") + ")";
        }
        told.add("+%d %s%s %s"
                .formatted(
                        minutes(),
                        household.people().size() > 1 && !alert.person().equals(Given.ANNA)
                                ? alert.person() + "'s "
                                : "",
                        alert.rule(),
                        what));
    }

    long minutes() {
        return clock.elapsed().minus(started).toMinutes();
    }

    // ---- what the test arranges

    AlarmHouse with(String setting, Object value) {
        var all = new HashMap<String, Object>(settings);
        all.put(setting, value);
        settings = all;
        return restart();
    }

    AlarmHouse quietHours(String from, String to) {
        settings = Map.of("quietFrom", from, "quietTo", to);
        return restart();
    }

    AlarmHouse nothingArrives() {
        arrives = Receipt.Outcome.FAILED;
        return this;
    }

    AlarmHouse everythingArrives() {
        arrives = Receipt.Outcome.SENT;
        return this;
    }

    AlarmHouse withoutAnyChannel() {
        hasChannel = false;
        return restart();
    }

    AlarmHouse withoutAnybodyWhoDelivers() {
        deliversCalls = false;
        return restart();
    }

    AlarmHouse whoDeliversIsBack() {
        deliversCalls = true;
        return restart();
    }

    // ---- what happens

    AlarmHouse about(PersonId who) {
        person = who;
        device = "sensor-of-" + who;
        return this;
    }

    /** A reading of now arrives. */
    AlarmHouse reads(double mgPerDl) {
        return arrives(Given.reading(mgPerDl).at(clock.now()));
    }

    /** A reading arrives that was measured so many minutes ago. */
    AlarmHouse readsLate(double mgPerDl, int minutesAgo) {
        return arrives(Given.reading(mgPerDl)
                .minutesBefore(clock.now(), minutesAgo)
                .receivedAt(clock.now())
                .doubted(Doubt.Flag.LATE));
    }

    /** A reading arrives without the doubt of being late, as one that waited on the way for less than a quarter of an hour. */
    AlarmHouse readsOld(double mgPerDl, int minutesAgo) {
        return arrives(
                Given.reading(mgPerDl).minutesBefore(clock.now(), minutesAgo).receivedAt(clock.now()));
    }

    AlarmHouse readsDoubtful(double mgPerDl, Doubt.Flag doubt) {
        return arrives(Given.reading(mgPerDl).at(clock.now()).doubted(doubt));
    }

    private AlarmHouse arrives(Given.Reading reading) {
        GlucoseReading built = reading.of(person).from(device).build();
        store.append(List.of(built));
        engine.committed(List.of(new StoredObservation(store.lastPosition(), built)));
        settle();
        return this;
    }

    /** Time passes in which nothing arrives. */
    AlarmHouse passes(int minutes) {
        return passesSeconds(minutes * 60);
    }

    AlarmHouse passesSeconds(int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
        settle();
        return this;
    }

    /** A reading every five minutes for so long, each ending its five minutes. */
    AlarmHouse stays(double mgPerDl, int minutes) {
        for (int i = 0; i < minutes; i += 5) {
            passes(5).reads(mgPerDl);
        }
        return this;
    }

    /** These readings, one every five minutes. */
    AlarmHouse goes(double... mgPerDl) {
        for (double one : mgPerDl) {
            passes(5).reads(one);
        }
        return this;
    }

    AlarmHouse acknowledges(String rule, String by) {
        engine.acknowledge(idOf(rule), by).orTimeout(10, TimeUnit.SECONDS).join();
        return this;
    }

    AlarmHouse snoozes(String rule, int minutes, String by) {
        engine.snooze(idOf(rule), Duration.ofMinutes(minutes), by)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        return this;
    }

    private String idOf(String rule) {
        return engine.open().stream()
                .filter(alert -> alert.rule().equals(rule) && alert.person().equals(person))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no open " + rule + " among " + states()))
                .id();
    }

    /** The process is killed and starts again at once: nothing is written at the end, so that a kill is as good as a stop. */
    AlarmHouse restart() {
        return offFor(0);
    }

    AlarmHouse offFor(int minutes) {
        stop();
        clock.advance(Duration.ofMinutes(minutes));
        switchOn();
        return this;
    }

    /** The machine is off for some minutes and its clock comes back wrong by so many. */
    AlarmHouse offAndTheClockIsWrongBy(int minutes, int wrongMinutes) {
        stop();
        clock.advance(Duration.ofMinutes(minutes));
        clock.jumpTo(clock.now().plus(Duration.ofMinutes(wrongMinutes)));
        switchOn();
        return this;
    }

    AlarmHouse clockStepsBy(int minutes) {
        clock.jumpTo(clock.now().plus(Duration.ofMinutes(minutes)));
        settle();
        return this;
    }

    AlarmHouse received(Call call, Receipt.Outcome outcome) {
        engine.noted(receiptOf(call, outcome));
        return this;
    }

    // ---- what is seen

    /** {@return what was told since this was asked last} */
    String told() {
        return taken(() -> told.stream().filter(line -> !line.contains(" quiet ")));
    }

    /** {@return for which alerts whoever delivers was told to be quiet} */
    String quieted() {
        return taken(() -> told.stream().filter(line -> line.contains(" quiet ")));
    }

    private String taken(Supplier<java.util.stream.Stream<String>> lines) {
        synchronized (told) {
            String all = lines.get().collect(Collectors.joining("; "));
            told.clear();
            return all.isEmpty() ? "nothing" : all;
        }
    }

    /** {@return who was called since this was asked last: rule, step, carers; silent ones in brackets} */
    String called() {
        synchronized (calls) {
            String all = calls.stream()
                    .map(call -> {
                        String who = call.carers().stream().map(Carer::id).collect(Collectors.joining("+"));
                        String one = "+%d %s %d %s"
                                .formatted(
                                        Duration.between(START, call.at()).toMinutes(),
                                        call.alert().rule(),
                                        call.alert().step(),
                                        who);
                        return call.silent() ? "(" + one + ")" : one;
                    })
                    .collect(Collectors.joining("; "));
            calls.clear();
            return all.isEmpty() ? "nobody" : all;
        }
    }

    /** {@return every open alert with its state, most urgent first} */
    String states() {
        String all = engine.open().stream()
                .map(alert -> alert.rule() + " " + alert.state().code()
                        + (alert.state() == AlertState.ESCALATED ? " " + alert.step() : "")
                        + alert.by().map(by -> " by " + by).orElse(""))
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? "nothing" : all;
    }

    List<Alert> open() {
        return engine.open();
    }

    AlertEngine engine() {
        return engine;
    }

    void settle() {
        engine.judged(store.lastPosition()).orTimeout(10, TimeUnit.SECONDS).join();
        // whatever was in the mailbox before this request has been dealt with when it is answered
        engine.acknowledge("nobody.nothing.0", "settle")
                .handle((alert, missing) -> alert)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private void stop() {
        try {
            engine.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
