package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.CallListener;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.notify.Duty;
import org.hearthgate.api.observation.GlucoseTrend;
import org.hearthgate.api.observation.PersonId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what calls to those who deliver: to whom, how loud, with what. Asks no network and no disk; a timetable or a listener that fails
 * is passed by. Confined to the alerting thread but for the list of listeners.
 */
final class Caller {
    private static final Logger LOG = LoggerFactory.getLogger(Caller.class);
    private static final Duration ONCE_WITHIN = Duration.ofMinutes(15);

    private final List<CallListener> listeners = new CopyOnWriteArrayList<>();
    private final Household household;
    private final Supplier<Duty> duty;
    private final Supplier<Plan> plan;
    private final Reach reach;
    private final Map<PersonId, Snapshot> latest = new HashMap<>();
    private final Set<String> hushed = new HashSet<>();
    private final Set<CallListener> greeted = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @param duty gives the timetable, null while there is none */
    Caller(Household household, Supplier<Duty> duty, Supplier<Plan> plan, Reach reach) {
        this.household = household;
        this.duty = duty;
        this.plan = plan;
        this.reach = reach;
    }

    /** Any thread. */
    void add(CallListener listener) {
        listeners.add(listener);
    }

    /** Any thread. */
    void remove(CallListener listener) {
        listeners.remove(listener);
    }

    boolean hasListeners() {
        return !listeners.isEmpty();
    }

    /** The moment that the next calls about this person are made in. */
    void seen(Snapshot snapshot) {
        latest.put(snapshot.person().id(), snapshot);
    }

    /** Something changed: it calls, or it need not call any more. */
    void tell(Alert alert, SteadyTime.Reading time) {
        if (alert.state().calls()) {
            if (hasListeners()) {
                call(callOf(alert, time), time, listeners);
            }
        } else {
            reach.over(alert.id());
            hushed.remove(alert.id());
            each(listeners, listener -> listener.quiet(alert));
        }
    }

    /**
     * Whoever delivers has come, or the hub has come back: what calls goes on calling, by the same call of the same step. Nobody hears it
     * twice.
     */
    void greet(List<Alert> open, SteadyTime.Reading time) {
        greeted.retainAll(listeners);
        List<CallListener> newcomers = listeners.stream().filter(greeted::add).toList();
        for (Alert alert : newcomers.isEmpty() ? List.<Alert>of() : open) {
            if (alert.state().calls()) {
                call(callOf(alert, time), time, newcomers);
            }
        }
    }

    /** What was raised in the quiet hours and still calls makes its noise when they are over. */
    void endQuiet(List<Alert> open, SteadyTime.Reading time) {
        if (hushed.isEmpty()) {
            return;
        }
        for (Alert alert : open) {
            if (hushed.contains(alert.id())
                    && alert.state().calls()
                    && !plan.get().silent(alert, time.now(), household.zone())) {
                call(callOf(alert, ".aloud", time), time, listeners);
            }
        }
    }

    private void call(Call call, SteadyTime.Reading time, List<CallListener> whom) {
        if (call.silent()) {
            hushed.add(call.alert().id());
        } else {
            hushed.remove(call.alert().id());
        }
        if (plan.get().climbs(call.alert())) {
            reach.called(call.alert().id(), time.elapsed()); // before anybody can answer
        }
        each(whom, listener -> listener.call(call));
    }

    private static void each(List<CallListener> whom, Consumer<CallListener> what) {
        for (CallListener listener : whom) {
            try {
                what.accept(listener);
            } catch (RuntimeException | LinkageError e) { // one broken, or just unloaded, way must not close the others
                LOG.error("{} failed to take a call", listener.getClass().getName(), e);
            }
        }
    }

    /** {@return how an alert would call now} */
    Call callOf(Alert alert, SteadyTime.Reading time) {
        return callOf(alert, "", time);
    }

    private Call callOf(Alert alert, String suffix, SteadyTime.Reading time) {
        Plan now = plan.get();
        boolean climbs = now.climbs(alert);
        Ladder.Circle circle = AboutCalling.isOne(alert)
                ? Ladder.Circle.EMERGENCY_CONTACTS
                : climbs ? now.ladder().circle(alert.step()) : Ladder.Circle.ON_DUTY;
        return new Call(
                alert.id() + "." + alert.step() + "." + alert.changedAt().toEpochMilli() + suffix,
                alert,
                nameOf(alert.person()),
                trendOf(alert.person()),
                carers(alert.person(), time.now(), circle),
                true,
                now.silent(alert, time.now(), household.zone()),
                false,
                alert.changedAt(),
                climbs ? now.ladder().lasts(alert.step()) : ONCE_WITHIN);
    }

    private String nameOf(PersonId person) {
        return person.equals(Alert.HUB)
                ? "The hub"
                : household.person(person).map(Person::name).orElse(person.value());
    }

    /** An old movement is none. */
    private Optional<GlucoseTrend> trendOf(PersonId person) {
        return Optional.ofNullable(latest.get(person))
                .filter(snapshot -> snapshot.freshGlucose().isPresent())
                .flatMap(Snapshot::trend);
    }

    private List<Carer> carers(PersonId person, Instant now, Ladder.Circle circle) {
        Duty timetable = duty.get();
        if (timetable == null) {
            return List.of();
        }
        try {
            return Whom.of(timetable, person, now, circle);
        } catch (RuntimeException | LinkageError e) { // whoever is near is called all the same
            LOG.error("The duty timetable failed; the hub itself calls", e);
            return List.of();
        }
    }
}
