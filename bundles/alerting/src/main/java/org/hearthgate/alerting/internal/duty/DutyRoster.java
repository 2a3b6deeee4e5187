package org.hearthgate.alerting.internal.duty;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hearthgate.alerting.internal.Escalation;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.notify.Duty;
import org.hearthgate.api.observation.PersonId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Gathers the family's carers and shifts into the timetable that the calls follow. A wrong one among them costs itself alone. */
@Component(
        name = DutyRoster.PID,
        configurationPid = DutyRoster.PID,
        service = {Duty.class, HealthProbe.class})
public final class DutyRoster implements Duty, HealthProbe {
    static final String PID = "org.hearthgate.alerting.duty";

    /** Null while its settings are wrong. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Escalation escalation;

    private final Household household;
    private final Map<String, Carer> carers = new TreeMap<>();
    private final Map<String, Shift> shifts = new TreeMap<>();
    private final Map<String, Substitution> substitutions = new TreeMap<>();
    private volatile Timetable timetable;

    @Activate
    public DutyRoster(@Reference Household household) {
        this.household = household;
        refresh();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void addCarer(ConfiguredCarer carer) {
        carers.put(carer.configuration(), carer.carer());
        refresh();
    }

    synchronized void removeCarer(ConfiguredCarer carer) {
        carers.remove(carer.configuration(), carer.carer());
        refresh();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void addShift(ConfiguredShift shift) {
        shifts.put(shift.configuration(), shift.shift());
        refresh();
    }

    synchronized void removeShift(ConfiguredShift shift) {
        shifts.remove(shift.configuration(), shift.shift());
        refresh();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void addSubstitution(ConfiguredSubstitution substitution) {
        substitutions.put(substitution.configuration(), substitution.substitution());
        refresh();
    }

    synchronized void removeSubstitution(ConfiguredSubstitution substitution) {
        substitutions.remove(substitution.configuration(), substitution.substitution());
        refresh();
    }

    private synchronized void refresh() {
        timetable = new Timetable(
                household.zone(), carers.values(), List.copyOf(shifts.values()), List.copyOf(substitutions.values()));
    }

    @Override
    public List<Carer> carers() {
        return timetable.carers();
    }

    /** Not known while the settings of calling are wrong. */
    @Override
    public Optional<Next> next(Alert alert) {
        Escalation calling = escalation;
        return calling == null ? Optional.empty() : calling.next(alert, this);
    }

    @Override
    public Now at(PersonId person, Instant instant) {
        return timetable.at(person, instant);
    }

    @Override
    public String name() {
        return "duty";
    }

    @Override
    public boolean onAlarmPath() {
        return false;
    }

    @Override
    public Health check() {
        Set<String> unknown = timetable.unknownCarers();
        if (!unknown.isEmpty()) {
            return Health.warn("The duty timetable names carers that are not set up: " + String.join(", ", unknown)
                    + "; add them or correct their ids");
        }
        Set<String> strangers = strangers();
        if (!strangers.isEmpty()) {
            return Health.warn("Carers are set up for people who do not live here: " + String.join(", ", strangers)
                    + "; correct the ids");
        }
        int known = timetable.carers().size();
        return Health.ok(known == 0 ? "No carers are set up: the hub calls whoever is near" : known + " carers");
    }

    private Set<String> strangers() {
        Set<PersonId> living = household.people().stream().map(Person::id).collect(Collectors.toSet());
        return timetable.carers().stream()
                .flatMap(carer -> carer.persons().stream())
                .filter(person -> !living.contains(person))
                .map(PersonId::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
