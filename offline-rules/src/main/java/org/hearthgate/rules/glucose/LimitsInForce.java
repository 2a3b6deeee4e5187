package org.hearthgate.rules.glucose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.hearthgate.api.alert.Snapshot;
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
 * <p>Any thread; answers at once. Needs nothing outside this bundle, so that no rule waits for anything.
 */
@Component(
        name = "org.hearthgate.limits.in-force",
        configurationPid = "org.hearthgate.limits.in-force",
        service = LimitsInForce.class)
public final class LimitsInForce {
    private final Object lock = new Object();
    private volatile List<PersonLimits> sets = List.of();

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

    /** {@return all sets, whenever they are in force} */
    List<PersonLimits> sets() {
        return sets;
    }

    /** {@return the limit in force in mg/dL} */
    double of(Limit limit, Snapshot snapshot, double home) {
        OptionalDouble own = own(limit, snapshot, set -> !set.hours().isAlways());
        if (own.isEmpty()) {
            own = own(limit, snapshot, set -> set.hours().isAlways());
        }
        return own.orElse(home);
    }

    /** {@return below which glucose is low for this person at this moment, in mg/dL} */
    public double lowBelow(Snapshot snapshot, double home) {
        return of(Limit.LOW, snapshot, home);
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
}
