package org.hearthgate.rules.glucose;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.observation.PersonId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** One person's own limits, for the whole day or for some hours of it; what it does not state stays as the home has it. */
@Component(
        name = PersonLimits.PID,
        configurationPid = PersonLimits.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true, // so that a bad limit is told at once, not in the night it was meant for
        service = PersonLimits.class)
@Designate(ocd = PersonLimits.Config.class, factory = true)
public final class PersonLimits {
    static final String PID = "org.hearthgate.limits";

    /** Limits of one person. */
    @ObjectClassDefinition(name = "Limits: one person's own", description = "0 or empty: as the home has it")
    public @interface Config {
        @AttributeDefinition(name = "Person", description = "Id of somebody who lives here")
        String person();

        @AttributeDefinition(name = "From", description = "Time of the day, such as 22:00; empty: the whole day")
        String from() default "";

        @AttributeDefinition(name = "To", description = "Time of the day, such as 07:00; not in force any more then")
        String to() default "";

        @AttributeDefinition(name = "Urgent low at or below (mg/dL)", description = "54 to 70; 0: as the home")
        double urgentLowAtOrBelowMgPerDl() default 0;

        @AttributeDefinition(name = "Low below (mg/dL)", description = "60 to 100; 0: as the home")
        double lowBelowMgPerDl() default 0;

        @AttributeDefinition(name = "High above (mg/dL)", description = "140 to 400; 0: as the home")
        double highAboveMgPerDl() default 0;

        @AttributeDefinition(name = "Very high above (mg/dL)", description = "200 to 500; 0: as the home")
        double veryHighAboveMgPerDl() default 0;

        @AttributeDefinition(
                name = "Urgent low soon",
                options = {@Option(""), @Option("on"), @Option("off")})
        String urgentLowSoon() default "";

        @AttributeDefinition(
                name = "Predicted low",
                options = {@Option(""), @Option("on"), @Option("off")})
        String predictedLow() default "";

        @AttributeDefinition(
                name = "Rising fast",
                options = {@Option(""), @Option("on"), @Option("off")})
        String risingFast() default "";
    }

    private final String configuration;
    private final PersonId person;
    private final Hours hours;
    private final Map<Limit, Double> limits = new EnumMap<>(Limit.class);
    private final Map<Switch, Boolean> switches = new EnumMap<>(Switch.class);

    /** @throws IllegalArgumentException if a limit is outside its safe bounds, or anything in it cannot be understood */
    @Activate
    public PersonLimits(Config config, Map<String, Object> properties) {
        configuration = String.valueOf(properties.getOrDefault("service.pid", PID));
        try {
            person = new PersonId(config.person() == null ? "" : config.person());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(configuration + ": person: " + e.getMessage(), e);
        }
        hours = Hours.of(configuration, config.from(), config.to());
        take(Limit.URGENT_LOW, config.urgentLowAtOrBelowMgPerDl());
        take(Limit.LOW, config.lowBelowMgPerDl());
        take(Limit.HIGH, config.highAboveMgPerDl());
        take(Limit.VERY_HIGH, config.veryHighAboveMgPerDl());
        take(Switch.URGENT_LOW_SOON, config.urgentLowSoon());
        take(Switch.PREDICTED_LOW, config.predictedLow());
        take(Switch.RISING_FAST, config.risingFast());
        inOrder(Limit.URGENT_LOW, Limit.LOW);
        inOrder(Limit.HIGH, Limit.VERY_HIGH);
    }

    private void take(Limit limit, double mgPerDl) {
        if (mgPerDl != 0) {
            limits.put(limit, limit.checked(configuration, mgPerDl));
        }
    }

    private void take(Switch rule, String word) {
        switch (word.strip()) {
            case "":
                break;
            case "on":
                switches.put(rule, true);
                break;
            case "off":
                switches.put(rule, false);
                break;
            default:
                throw new IllegalArgumentException(configuration + ": " + rule.key()
                        + " must be on, off or empty (as the home has it), was '" + word + "'");
        }
    }

    private void inOrder(Limit lower, Limit higher) {
        if (limits.containsKey(lower) && limits.containsKey(higher) && limits.get(lower) >= limits.get(higher)) {
            throw new IllegalArgumentException(
                    configuration + ": " + lower.key() + " must be below " + higher.key() + "; change one of them");
        }
    }

    String configuration() {
        return configuration;
    }

    PersonId person() {
        return person;
    }

    Hours hours() {
        return hours;
    }

    boolean inForce(Snapshot snapshot) {
        return person.equals(snapshot.person().id())
                && (hours.isAlways() || hours.contains(snapshot.localTime().toLocalTime()));
    }

    OptionalDouble of(Limit limit) {
        Double mgPerDl = limits.get(limit);
        return mgPerDl == null ? OptionalDouble.empty() : OptionalDouble.of(mgPerDl);
    }

    Optional<Boolean> of(Switch rule) {
        return Optional.ofNullable(switches.get(rule));
    }

    /** {@return whether both say something about the same thing} */
    boolean contradicts(PersonLimits other) {
        return limits.keySet().stream().anyMatch(other.limits::containsKey)
                || switches.keySet().stream().anyMatch(other.switches::containsKey);
    }
}
