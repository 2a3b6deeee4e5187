package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertListener;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.forecast.GlucoseForecaster;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.notify.Duty;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;

/** What alerting works with: what it needs, and what comes and goes while the hub runs. Any thread. */
final class Means {
    private final ObservationStore store;
    private final AlertJournal journal;
    private final HubClock clock;
    private final Household household;
    private final RequiredRules required;
    private final Recovery recovery;
    private final Announcer announcer;
    private final Reach reach = new Reach();
    private final Caller caller;
    private final List<AlertRule> rules = new CopyOnWriteArrayList<>();
    private final List<AlertListener> listeners = new CopyOnWriteArrayList<>();

    private final Optionals optionals;

    /** What rules may know of devices and of the hub. */
    volatile Surroundings.View around;

    /**
     * Gives what comes and goes, each null while there is none; the escalation also while its settings are wrong.
     *
     * @param forecastWait how long rules that no alarm depends on wait for a forecast
     */
    record Optionals(
            Supplier<GlucoseForecaster> forecaster,
            Duration forecastWait,
            Supplier<Duty> duty,
            Supplier<Escalation> escalation,
            Supplier<Drill> drill) {}

    Means(
            ObservationStore store,
            AlertJournal journal,
            HubClock clock,
            Household household,
            RequiredRules required,
            Recovery recovery,
            Optionals optionals) {
        this.store = store;
        this.journal = journal;
        this.clock = clock;
        this.household = household;
        this.required = required;
        this.recovery = recovery;
        this.optionals = optionals;
        around = Surroundings.View.nothing(household.zone());
        announcer = new Announcer(journal);
        caller = new Caller(household, optionals.duty(), this::plan, reach);
    }

    ObservationStore store() {
        return store;
    }

    AlertJournal journal() {
        return journal;
    }

    HubClock clock() {
        return clock;
    }

    Household household() {
        return household;
    }

    RequiredRules required() {
        return required;
    }

    Recovery recovery() {
        return recovery;
    }

    Announcer announcer() {
        return announcer;
    }

    Reach reach() {
        return reach;
    }

    Caller caller() {
        return caller;
    }

    List<AlertRule> rules() {
        return rules;
    }

    List<AlertListener> listeners() {
        return listeners;
    }

    Supplier<GlucoseForecaster> forecaster() {
        return optionals.forecaster();
    }

    Duration forecastWait() {
        return optionals.forecastWait();
    }

    /** A reading that was made to test the road and is nobody's. */
    void drill(StoredObservation stored, Instant now) {
        Drill present = optionals.drill().get();
        if (present != null) {
            present.with(stored, rules, now);
        }
    }

    /** {@return how to call for help; the defaults while the settings are wrong} */
    Plan plan() {
        Escalation settings = optionals.escalation().get();
        return settings == null ? Plan.DEFAULT : settings.plan();
    }

    private boolean hasWaysOut() {
        Escalation settings = optionals.escalation().get();
        return settings == null ? caller.hasListeners() : settings.hasWaysOut();
    }

    /** {@return the rules about calling itself, for each person and for the hub} */
    List<AlertRule> aboutCalling(
            Function<PersonId, List<AboutCalling.Unheard>> unreceived,
            Function<PersonId, List<AboutCalling.Unheard>> unanswered) {
        var about = new ArrayList<AlertRule>();
        for (boolean hub : new boolean[] {false, true}) {
            about.add(new AboutCalling(
                    AboutCalling.NOBODY_RECEIVED,
                    hub,
                    this::hasWaysOut,
                    () -> plan().nobodyReceivedAfter(),
                    unreceived));
            about.add(new AboutCalling(
                    AboutCalling.NOBODY_ANSWERED,
                    hub,
                    this::hasWaysOut,
                    () -> plan().nobodyAnsweredAfter(),
                    unanswered));
        }
        return about;
    }
}
