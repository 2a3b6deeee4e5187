package org.hearthgate.rules.glucose;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Tells when limits that a family set are not what holds: refused ones, ones for nobody who lives here, ones that contradict each other.
 * Apart from the limits themselves, so that no rule depends on what it asks. Any thread.
 */
@Component(
        name = "org.hearthgate.limits.watch",
        configurationPid = "org.hearthgate.limits.watch",
        service = HealthProbe.class)
public final class LimitsWatch implements HealthProbe {
    private final LimitsInForce limits;

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    private volatile Household household;

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    private volatile ConfigurationAdmin configurations;

    @Activate
    public LimitsWatch(@Reference LimitsInForce limits) {
        this.limits = limits;
    }

    void livingHere(Household people) {
        household = people;
    }

    void configuredBy(ConfigurationAdmin admin) {
        configurations = admin;
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
        List<PersonLimits> sets = limits.sets();
        return refused(sets)
                .or(() -> forStrangers(sets))
                .or(() -> contradicting(sets))
                .orElse(Health.ok(
                        sets.isEmpty() ? "Everybody has the limits of the home" : sets.size() + " sets of own limits"));
    }

    /** A set that was refused is there as a configuration and not as a set; its family would think it in force. */
    private Optional<Health> refused(List<PersonLimits> sets) {
        ConfigurationAdmin admin = configurations;
        if (admin == null) {
            return Optional.empty();
        }
        try {
            Configuration[] stated = admin.listConfigurations("(service.factoryPid=" + PersonLimits.PID + ")");
            String pids = stated == null
                    ? ""
                    : Arrays.stream(stated)
                            .map(Configuration::getPid)
                            .filter(pid -> sets.stream()
                                    .noneMatch(set -> set.configuration().equals(pid)))
                            .collect(joining(", "));
            return pids.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Health.warn(
                            "Limits not in force: " + pids + "; the log says what is wrong, correct or remove them"));
        } catch (IOException | InvalidSyntaxException | IllegalStateException e) {
            return Optional.of(Health.warn("Whether all limits are in force cannot be told: " + e.getMessage()));
        }
    }

    private Optional<Health> forStrangers(List<PersonLimits> sets) {
        Household people = household;
        if (people == null) {
            return Optional.empty();
        }
        String pids = sets.stream()
                .filter(set -> people.person(set.person()).isEmpty())
                .map(PersonLimits::configuration)
                .collect(joining(", "));
        return pids.isEmpty()
                ? Optional.empty()
                : Optional.of(Health.warn("Limits for nobody who lives here: " + pids + "; correct their person"));
    }

    private static Optional<Health> contradicting(List<PersonLimits> sets) {
        for (int i = 0; i < sets.size(); i++) {
            PersonLimits one = sets.get(i);
            for (PersonLimits other : sets.subList(i + 1, sets.size())) {
                if (overlap(one, other)) {
                    return Optional.of(Health.warn("Limits " + one.configuration() + " and " + other.configuration()
                            + " are for the same hours; the one that calls sooner holds. Correct one of them"));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean overlap(PersonLimits one, PersonLimits other) {
        return one.person().equals(other.person())
                && one.hours().isAlways() == other.hours().isAlways()
                && one.hours().overlaps(other.hours())
                && one.contradicts(other);
    }
}
