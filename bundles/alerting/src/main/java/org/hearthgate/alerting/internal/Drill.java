package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertListener;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.CallListener;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.notify.Duty;
import org.hearthgate.api.notify.SelfTest;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Quality;
import org.hearthgate.api.store.StoredObservation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a call for help of the marked reading of a self-test, one that everybody can tell from a real one. The reading came by the
 * engine's own cursor; the rule of the urgent low is asked about the same value without the mark, and where it does not recognise it,
 * nothing is called: the self-test waits in vain and says so. All of it runs on the alerting thread.
 */
@Component(configurationPid = "org.hearthgate.alerting", name = "org.hearthgate.alerting.drill", service = Drill.class)
public final class Drill {
    private static final Logger LOG = LoggerFactory.getLogger(Drill.class);
    private static final String RULE_DRILLED = "urgent-low";

    /** A drill that was interrupted must not ring hours later. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(2);

    private static final Duration WITHIN = Duration.ofSeconds(60);

    private final AlertJournal journal;
    private final List<AlertListener> listeners = new CopyOnWriteArrayList<>();
    private final List<CallListener> callListeners = new CopyOnWriteArrayList<>();

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    private volatile Duty duty;

    @Activate
    public Drill(@Reference(name = "journal") AlertJournal journal) {
        this.journal = journal;
    }

    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE)
    void addListener(AlertListener listener) {
        listeners.add(listener);
    }

    void removeListener(AlertListener listener) {
        listeners.remove(listener);
    }

    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE)
    void addCallListener(CallListener listener) {
        callListeners.add(listener);
    }

    void removeCallListener(CallListener listener) {
        callListeners.remove(listener);
    }

    /** Drills with one marked reading out of the record. */
    void with(StoredObservation stored, List<AlertRule> rules, Instant now) {
        var reading = (GlucoseReading) stored.observation();
        if (reading.measuredAt().isBefore(now.minus(FORGOTTEN_AFTER)) || !recognised(reading, rules)) {
            return;
        }
        Alert raised = alert(stored.position(), reading, now);
        Alert over = raised.to(AlertState.RESOLVED, now, Optional.of("a test is over at once"), Optional.empty());
        journal(raised, over);
        tell(listeners, listener -> listener.changed(raised));
        Call call = call(raised, reading, now);
        tell(callListeners, listener -> listener.call(call));
        tell(listeners, listener -> listener.changed(over));
    }

    private static boolean recognised(GlucoseReading marked, List<AlertRule> rules) {
        var person = new Person(marked.person(), "Self-test");
        GlucoseReading unmarked = marked.withOrigin(marked.origin().withQuality(Quality.GOOD));
        Instant at = unmarked.measuredAt();
        var low = new Snapshot(person, at, at, List.of(unmarked), Optional.of(at), List.of(), Optional.empty());
        for (AlertRule rule : rules) {
            if (rule.id().equals(RULE_DRILLED)) {
                try {
                    if (rule.evaluate(low) instanceof Verdict.Holds) {
                        return true;
                    }
                } catch (RuntimeException | LinkageError e) { // the engine tells of rules that throw
                    LOG.debug("The rule that is drilled threw", e);
                }
            }
        }
        LOG.error("The self-test's low was not recognised by the rule of the urgent low");
        return false;
    }

    private static Alert alert(long position, GlucoseReading reading, Instant now) {
        return new Alert(
                SelfTest.alertId(position),
                Alert.HUB,
                SelfTest.RULE,
                1,
                Priority.INFORMATION,
                AlertState.RAISED,
                now,
                now,
                Optional.of(reading.measuredAt()),
                OptionalDouble.empty(),
                "TEST: this is a test of the hub's alarm. Nobody is in danger, nothing is to be done.",
                Optional.empty(),
                Optional.empty(),
                0,
                "The daily test sent a marked reading through the whole way of an alarm.");
    }

    private Call call(Alert alert, GlucoseReading reading, Instant now) {
        boolean silent = reading.quality()
                .doubt(Doubt.Flag.TEST)
                .filter(doubt -> doubt.measures().containsKey(SelfTest.SILENT))
                .isPresent();
        return new Call(alert.id() + "-0", alert, "TEST", Optional.empty(), carers(), true, silent, true, now, WITHIN);
    }

    private List<Carer> carers() {
        Duty timetable = duty;
        return timetable == null ? List.of() : timetable.carers();
    }

    private void journal(Alert raised, Alert over) {
        try {
            journal.append(List.of(
                    new AlertJournal.Entry(raised, Map.of(), List.of()),
                    new AlertJournal.Entry(over, Map.of(), List.of())));
        } catch (
                RuntimeException
                        e) { // the self-test looks for it there and tells; the channels are drilled all the same
            LOG.error("The drill could not be written into the journal: {}", e.getMessage());
        }
    }

    private static <T> void tell(List<T> all, Consumer<T> how) {
        for (T one : all) {
            try {
                how.accept(one);
            } catch (RuntimeException
                    | LinkageError e) { // one broken, or just unloaded, channel must not silence the others
                LOG.error("{} failed to take a drill", one.getClass().getName(), e);
            }
        }
    }
}
