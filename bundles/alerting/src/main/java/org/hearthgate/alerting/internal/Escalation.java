package org.hearthgate.alerting.internal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.notify.CallListener;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.notify.Channel;
import org.hearthgate.api.notify.Duty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * How this home wants to be called, and whether there is any way to call it. Apart from the engine, so that a mistake in these settings
 * costs their defaults and no alarm.
 */
@Component(
        configurationPid = Escalation.PID,
        name = Escalation.PID,
        service = {Escalation.class, HealthProbe.class})
@Designate(ocd = Escalation.Config.class)
public final class Escalation implements HealthProbe {
    static final String PID = "org.hearthgate.alerting.escalation";

    /** When who is called. */
    @ObjectClassDefinition(name = "Calling for help")
    public @interface Config {
        @AttributeDefinition(
                name = "Steps (minutes)",
                description = "When more people are called: on duty, next on duty, everybody, emergency contacts."
                        + " The last is repeated until somebody answers")
        int[] stepMinutes() default {0, 2, 5, 10};

        @AttributeDefinition(
                name = "Priorities",
                description = "Which alerts go through the steps: high, medium, low. high cannot be left out")
        String[] priorities() default {"high", "medium"};

        @AttributeDefinition(
                name = "Quiet from (HH:mm)",
                description = "From then on what is of low priority makes no noise; empty: never quiet")
        String quietFrom() default "";

        @AttributeDefinition(name = "Quiet to (HH:mm)", description = "With 'quiet from'; may be the next morning")
        String quietTo() default "";

        @AttributeDefinition(
                name = "Nobody received after (seconds)",
                description = "An urgent call that nothing took for so long is an alarm itself",
                min = "15",
                max = "600")
        int nobodyReceivedAfterSeconds() default 60;

        @AttributeDefinition(
                name = "Nobody answered after (minutes)",
                description = "An urgent call that nobody answered for so long is an alarm itself",
                min = "5",
                max = "120")
        int nobodyAnsweredAfterMinutes() default 15;
    }

    private final Plan plan;
    private final AtomicInteger listeners = new AtomicInteger();
    private final AtomicInteger channels = new AtomicInteger();

    @Activate
    public Escalation(Config config) {
        plan = new Plan(
                ladder(config.stepMinutes()),
                priorities(config.priorities()),
                quiet(config.quietFrom().strip(), config.quietTo().strip()),
                Duration.ofSeconds(within("nobodyReceivedAfterSeconds", config.nobodyReceivedAfterSeconds(), 15, 600)),
                Duration.ofMinutes(within("nobodyAnsweredAfterMinutes", config.nobodyAnsweredAfterMinutes(), 5, 120)));
    }

    private static Ladder ladder(int[] minutes) {
        try {
            return Ladder.ofMinutes(minutes);
        } catch (IllegalArgumentException e) {
            throw wrong("stepMinutes " + Arrays.toString(minutes) + ": " + e.getMessage(), e);
        }
    }

    private static Set<Priority> priorities(String[] names) {
        Set<Priority> chosen = EnumSet.noneOf(Priority.class);
        for (String name : names) {
            try {
                chosen.add(Priority.valueOf(name.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw wrong("priorities: '" + name + "' is none; write high, medium or low", e);
            }
        }
        if (!chosen.contains(Priority.HIGH) || chosen.contains(Priority.INFORMATION)) {
            throw wrong("priorities must contain high and cannot contain information", null);
        }
        return chosen;
    }

    private static Optional<Plan.QuietHours> quiet(String from, String to) {
        if (from.isEmpty() && to.isEmpty()) {
            return Optional.empty();
        }
        try {
            var hours = new Plan.QuietHours(LocalTime.parse(from), LocalTime.parse(to));
            if (hours.from().equals(hours.to())) {
                throw wrong("quietFrom and quietTo must differ; leave both empty for no quiet hours", null);
            }
            return Optional.of(hours);
        } catch (DateTimeException e) {
            throw wrong("quietFrom '" + from + "' and quietTo '" + to + "' must both be HH:mm, or both empty", e);
        }
    }

    private static int within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong(key + " must be " + least + " to " + most + ", was " + value, null);
        }
        return value;
    }

    private static IllegalArgumentException wrong(String what, Throwable cause) {
        return new IllegalArgumentException(PID + ": " + what, cause);
    }

    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE)
    void addListener(CallListener listener) {
        listeners.incrementAndGet();
    }

    void removeListener(CallListener listener) {
        listeners.decrementAndGet();
    }

    /** Only counted: its own room speaks to it. */
    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE)
    void addChannel(Channel channel) {
        channels.incrementAndGet();
    }

    void removeChannel(Channel channel) {
        channels.decrementAndGet();
    }

    Plan plan() {
        return plan;
    }

    /**
     * {@return the next step of an alert's call by this timetable} Those who are called for the first time then; where nobody is new, those
     * who are called again. Any thread.
     */
    public Optional<Duty.Next> next(Alert alert, Duty timetable) {
        if (listeners.get() == 0 || !plan.climbs(alert)) {
            return Optional.empty();
        }
        Ladder ladder = plan.ladder();
        Instant at = ladder.endOf(alert);
        List<Carer> then =
                Whom.of(timetable, alert.person(), at, ladder.circle(Math.min(alert.step() + 1, ladder.last())));
        List<Carer> called = Whom.of(timetable, alert.person(), alert.changedAt(), ladder.circle(alert.step()));
        List<Carer> added =
                then.stream().filter(carer -> !called.contains(carer)).toList();
        return Optional.of(new Duty.Next(at, added.isEmpty() ? then : added));
    }

    boolean hasWaysOut() {
        return listeners.get() > 0 && channels.get() > 0;
    }

    @Override
    public String name() {
        return "calling";
    }

    @Override
    public boolean onAlarmPath() {
        return false;
    }

    @Override
    public Health check() {
        return hasWaysOut()
                ? Health.ok("Ways to call somebody: " + channels.get())
                : Health.warn("Nobody can be called: alerts are shown and ring on an open page alone."
                        + " Set up a channel, at least the hub's own sounder");
    }
}
