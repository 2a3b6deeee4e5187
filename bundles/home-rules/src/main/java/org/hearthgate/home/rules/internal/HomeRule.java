package org.hearthgate.home.rules.internal;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.PersonId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One rule that a home wrote itself. It only ever adds a reason to call: it covers no other class, has a class of its own to be snoozed by,
 * and one that cannot be judged says nothing and shows in the hub's health.
 */
@Component(
        configurationPid = "org.hearthgate.rule.home",
        name = "org.hearthgate.rule.home",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {AlertRule.class, HealthProbe.class})
@Designate(ocd = HomeRule.Config.class, factory = true)
public final class HomeRule implements AlertRule, HealthProbe {
    private static final Logger LOG = LoggerFactory.getLogger(HomeRule.class);
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final int LONGEST_MESSAGE = 200;

    /** Made when the first rule of a home is: a home without one never loads the language. */
    private static final class Shared {
        static final Language LANGUAGE = new Language();
    }

    /** A rule of the home's own. */
    @ObjectClassDefinition(
            name = "Rule of this home",
            description = "Calls when the expression says yes. It can only add an alarm, never take one away.")
    public @interface Config {
        @AttributeDefinition(name = "Name", description = "1 to 32 of a-z 0-9 -; alerts show it as home.NAME")
        String id();

        @AttributeDefinition(
                name = "Calls when",
                description =
                        "e.g. glucose < mgdl(90) && trend < mgdl_per_min(-1) && clock.between(\"22:00\", \"07:00\")")
        String when();

        @AttributeDefinition(
                name = "Over when",
                description = "An alert stays until this says yes; empty: as soon as the other says no")
        String over() default "";

        @AttributeDefinition(name = "Message", description = "Said after the person's name; up to 200 characters")
        String message();

        @AttributeDefinition(name = "Priority", description = "high, medium, low or information")
        String priority() default "low";

        @AttributeDefinition(name = "For whom", description = "Ids of persons; empty: everybody")
        String[] persons() default {};

        @AttributeDefinition(name = "Must hold for (minutes)", min = "0", max = "1440")
        int forMinutes() default 0;

        @AttributeDefinition(name = "Call again (minutes)", description = "After an answer; 0: never", max = "1440")
        int callAgainMinutes() default 60;

        @AttributeDefinition(name = "Longest snooze (minutes)", min = "1", max = "720")
        int longestSnoozeMinutes() default 720;

        @AttributeDefinition(name = "Version", description = "Raise it when the meaning changes", min = "1")
        int version() default 1;
    }

    private final Config config;
    private final Priority priority;
    private final Set<PersonId> persons;
    private final Expression when;
    private final Optional<Expression> over;
    private volatile String trouble = "";

    /** @throws IllegalArgumentException naming the rule, the place and the reason */
    @Activate
    public HomeRule(Config config) {
        this.config = config;
        String pid = "org.hearthgate.rule.home~" + config.id();
        if (config.id() == null || !ID.matcher(config.id()).matches()) {
            throw new IllegalArgumentException(
                    "org.hearthgate.rule.home: id must be 1 to 32 of a-z 0-9 -, was '" + config.id() + "'");
        }
        if (config.message() == null
                || config.message().isBlank()
                || config.message().length() > LONGEST_MESSAGE) {
            throw new IllegalArgumentException(pid + ": message must have 1 to " + LONGEST_MESSAGE + " characters");
        }
        priority = priority(pid, config.priority());
        persons = persons(pid, config.persons());
        within(pid, "forMinutes", config.forMinutes(), 0, 1440);
        within(pid, "callAgainMinutes", config.callAgainMinutes(), 0, 1440);
        within(pid, "longestSnoozeMinutes", config.longestSnoozeMinutes(), 1, 720);
        within(pid, "version", config.version(), 1, Integer.MAX_VALUE);
        when = compiled(pid, "when", config.when());
        over = config.over() == null || config.over().isBlank()
                ? Optional.empty()
                : Optional.of(compiled(pid, "over", config.over()));
    }

    private static Priority priority(String pid, String word) {
        for (Priority priority : Priority.values()) {
            if (priority.code().equals(word)) {
                return priority;
            }
        }
        throw new IllegalArgumentException(
                pid + ": priority must be high, medium, low or information, was '" + word + "'");
    }

    private static Set<PersonId> persons(String pid, String... ids) {
        var persons = new java.util.TreeSet<PersonId>();
        for (String id : ids) {
            try {
                persons.add(new PersonId(id));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(pid + ": " + e.getMessage(), e);
            }
        }
        return persons;
    }

    private static void within(String pid, String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    pid + ": " + key + " must be " + least + " to " + most + ", was " + value);
        }
    }

    private static Expression compiled(String pid, String key, String text) {
        try {
            return Shared.LANGUAGE.compile(text == null ? "" : text);
        } catch (Refused e) {
            throw new IllegalArgumentException(pid + ": " + key + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String id() {
        return "home." + config.id();
    }

    @Override
    public int version() {
        return config.version();
    }

    @Override
    public Map<String, String> thresholds() {
        return Map.of(
                "when",
                when.text(),
                "over",
                over.map(Expression::text).orElse(""),
                "forMinutes",
                Integer.toString(config.forMinutes()));
    }

    @Override
    public Duration confirmFor() {
        return Duration.ofMinutes(config.forMinutes());
    }

    @Override
    public Optional<Duration> callAgainAfter() {
        return config.callAgainMinutes() == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMinutes(config.callAgainMinutes()));
    }

    @Override
    public Duration longestSnooze() {
        return Duration.ofMinutes(config.longestSnoozeMinutes());
    }

    @Override
    public Verdict evaluate(Snapshot snapshot) {
        if (!persons.isEmpty() && !persons.contains(snapshot.person().id())) {
            return Verdict.clear();
        }
        try {
            Verdict verdict = judged(snapshot);
            trouble = "";
            return verdict;
        } catch (IllegalStateException e) {
            // a home's own slip is no fault of the hub: it must not sound the alarm of a missing rule
            if (trouble.isEmpty()) {
                LOG.warn("Rule {} says nothing for now: {}", id(), e.getMessage());
            }
            trouble = e.getMessage();
            return Verdict.unknown();
        }
    }

    private Verdict judged(Snapshot snapshot) {
        Optional<Boolean> yes = when.ask(snapshot);
        if (yes.isEmpty()) {
            return Verdict.unknown();
        }
        if (yes.get()) {
            return new Verdict.Holds(finding(snapshot));
        }
        boolean ended = over.isEmpty() || over.get().ask(snapshot).orElse(false);
        return ended ? Verdict.clear() : new Verdict.Lingers(finding(snapshot));
    }

    private Finding finding(Snapshot snapshot) {
        Optional<GlucoseReading> fresh = snapshot.freshGlucose();
        String value = fresh.map(reading -> String.format(Locale.ROOT, " (%.0f mg/dL)", reading.mgPerDl()))
                .orElse("");
        return new Finding(
                priority,
                snapshot.person().name() + ": " + config.message() + value,
                fresh.map(reading -> OptionalDouble.of(reading.mgPerDl())).orElse(OptionalDouble.empty()),
                fresh.map(GlucoseReading::measuredAt),
                "A rule of this home says: " + when.text());
    }

    // ---- HealthProbe

    @Override
    public String name() {
        return "rule home." + config.id();
    }

    @Override
    public boolean onAlarmPath() {
        return false;
    }

    @Override
    public Health check() {
        return trouble.isEmpty()
                ? Health.ok("Judges")
                : Health.warn("The home's rule " + config.id() + " cannot be judged: " + trouble);
    }
}
