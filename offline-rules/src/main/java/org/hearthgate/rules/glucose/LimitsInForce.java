package org.hearthgate.rules.glucose;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Which limit holds for this person at this moment. A set with hours goes before one for the whole day, and that before the home's, limit
 * by limit. Where two sets with hours of one person overlap, the limit that calls sooner holds, and the hub's health says so.
 *
 * <p>Any thread; answers at once. Knows nothing of the household when it judges, so that no rule waits for it.
 */
@Component(
        name = "org.hearthgate.limits.in-force",
        configurationPid = "org.hearthgate.limits.in-force",
        service = {LimitsInForce.class, HealthProbe.class})
public final class LimitsInForce implements HealthProbe {
    private final Object lock = new Object();
    private volatile List<PersonLimits> sets = List.of();

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    private volatile Household household;

    /** Nobody has limits of their own. */
    @Activate
    public LimitsInForce() {}

    /** Sets come and go while the hub runs; the next judgement is by what is there then. */
    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.MULTIPLE)
    void add(PersonLimits set) {
        synchronized (lock) {
            var more = new ArrayList<>(sets);
            more.add(set);
            more.sort(Comparator.comparing(PersonLimits::configuration));
            sets = List.copyOf(more);
        }
    }

    void remove(PersonLimits set) {
        synchronized (lock) {
            sets = sets.stream().filter(each -> each != set).toList();
        }
    }

    void livingHere(Household people) {
        household = people;
    }

    /** {@return the limit in force in mg/dL} */
    double of(Limit limit, Snapshot snapshot, double home) {
        OptionalDouble own = own(limit, snapshot, set -> !set.hours().isAlways());
        if (own.isEmpty()) {
            own = own(limit, snapshot, set -> set.hours().isAlways());
        }
        return own.orElse(home);
    }

    private OptionalDouble own(Limit limit, Snapshot snapshot, Predicate<PersonLimits> kind) {
        OptionalDouble found = OptionalDouble.empty();
        for (PersonLimits set : sets) {
            OptionalDouble said = kind.test(set) && set.inForce(snapshot) ? set.of(limit) : OptionalDouble.empty();
            if (said.isPresent()) {
                found = found.isEmpty()
                        ? said
                        : OptionalDouble.of(limit.careful(found.getAsDouble(), said.getAsDouble()));
            }
        }
        return found;
    }

    /** {@return whether a rule that may be switched off is on} */
    boolean isOn(Switch rule, Snapshot snapshot, boolean home) {
        for (boolean always : new boolean[] {false, true}) {
            List<Boolean> said = sets.stream()
                    .filter(set -> set.hours().isAlways() == always && set.inForce(snapshot))
                    .flatMap(set -> set.of(rule).stream())
                    .toList();
            if (!said.isEmpty()) {
                return said.contains(true);
            }
        }
        return home;
    }

    @Override
    public String name() {
        return "limits";
    }

    @Override
    public boolean onAlarmPath() {
        return false;
    }

    @Override
    public Health check() {
        List<PersonLimits> all = sets;
        Household people = household;
        if (people != null) {
            String strangers = all.stream()
                    .filter(set -> people.person(set.person()).isEmpty())
                    .map(PersonLimits::configuration)
                    .collect(joining(", "));
            if (!strangers.isEmpty()) {
                return Health.warn("Limits for nobody who lives here: " + strangers + "; correct its person");
            }
        }
        for (int i = 0; i < all.size(); i++) {
            for (PersonLimits other : all.subList(i + 1, all.size())) {
                if (overlap(all.get(i), other)) {
                    return Health.warn("Limits " + all.get(i).configuration() + " and " + other.configuration()
                            + " are for the same hours; the one that calls sooner holds. Correct one of them");
                }
            }
        }
        return Health.ok(all.isEmpty() ? "Everybody has the limits of the home" : all.size() + " sets of own limits");
    }

    private static boolean overlap(PersonLimits one, PersonLimits other) {
        return one.person().equals(other.person())
                && one.hours().isAlways() == other.hours().isAlways()
                && one.hours().overlaps(other.hours())
                && one.contradicts(other);
    }
}
