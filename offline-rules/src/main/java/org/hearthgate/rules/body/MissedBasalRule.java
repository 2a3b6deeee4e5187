package org.hearthgate.rules.body;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.rules.ConfiguredRule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** A long-acting dose that is usually in the record by now is not. Only for people whose record shows a habit; low, because many pens tell of a
 * dose only when they are next held to a reader, and a dose given late is better than a parent woken for one that was given in time. */
@Component(
        configurationPid = "org.hearthgate.rule.missed-basal",
        name = "org.hearthgate.rule.missed-basal",
        service = AlertRule.class)
@Designate(ocd = MissedBasalRule.Config.class)
public final class MissedBasalRule extends ConfiguredRule {
    private static final Duration REACH = Duration.ofDays(14);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /** When a dose counts as missed. */
    @ObjectClassDefinition(name = "Rule: long-acting dose not recorded")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default true;

        @AttributeDefinition(
                name = "Expected at",
                description =
                        "Local times such as 21:30, for everybody with recorded long-acting doses; none: as usual")
        String[] expectedAt() default {};

        @AttributeDefinition(name = "Late after (minutes)", min = "30", max = "360")
        int lateAfterMinutes() default 120;

        @AttributeDefinition(name = "May be early by (minutes)", min = "30", max = "360")
        int earlyByMinutes() default 240;

        @AttributeDefinition(name = "No more after (hours)", min = "2", max = "20")
        int givesUpAfterHours() default 10;

        @AttributeDefinition(name = "Days that make a habit", min = "2", max = "10")
        int usualDays() default 3;
    }

    private final List<LocalTime> expectedAt;
    private final Duration lateAfter;
    private final Duration earlyBy;
    private final Duration givesUpAfter;
    private final int usualDays;

    @Activate
    public MissedBasalRule(Config config) {
        super("missed-basal", 1);
        enabled(config.enabled());
        expectedAt = BasalHabit.parsed(config.expectedAt());
        lateAfter = minutes("lateAfterMinutes", config.lateAfterMinutes(), 30, 360);
        earlyBy = minutes("earlyByMinutes", config.earlyByMinutes(), 30, 360);
        givesUpAfter = hours("givesUpAfterHours", config.givesUpAfterHours(), 2, 20);
        usualDays = count("usualDays", config.usualDays(), 2, 10);
    }

    @Override
    protected Verdict judge(Snapshot snapshot) {
        List<InsulinDose> basal =
                snapshot
                        .circumstances()
                        .trusted(InsulinDose.class, snapshot.asOf().minus(REACH))
                        .stream()
                        .filter(dose -> dose.purpose() == InsulinDose.Purpose.BASAL)
                        .toList();
        if (basal.isEmpty()) {
            return Verdict.clear();
        }
        List<LocalTime> times = expectedAt.isEmpty()
                ? BasalHabit.times(basal, snapshot.circumstances().zone(), snapshot.asOf(), usualDays)
                : expectedAt;
        for (LocalTime time : times) {
            Instant due = lastTime(time, snapshot);
            Duration since = Duration.between(due, snapshot.asOf());
            boolean asked = since.compareTo(lateAfter) >= 0 && since.compareTo(lateAfter.plus(givesUpAfter)) < 0;
            if (asked && basal.stream().noneMatch(dose -> !dose.measuredAt().isBefore(due.minus(earlyBy)))) {
                String clock = time.format(CLOCK);
                return new Verdict.Holds(finding(
                        Priority.LOW,
                        snapshot,
                        "the long-acting insulin of about " + clock
                                + " is not recorded. Was it given? If it was forgotten, follow your plan; never take it"
                                + " twice.",
                        (expectedAt.isEmpty()
                                        ? "In the last two weeks it was usually taken about " + clock
                                        : "It is set to be taken at " + clock)
                                + ", and " + lateAfter.toMinutes() + " min later none is in the record."));
            }
        }
        return Verdict.clear();
    }

    /** The wall's time, so that a dose at ten stays one at ten in the night in which the clocks change. */
    private static Instant lastTime(LocalTime time, Snapshot snapshot) {
        ZonedDateTime now = snapshot.localTime();
        LocalDate today = now.toLocalDate();
        Instant due = today.atTime(time).atZone(now.getZone()).toInstant();
        return due.isAfter(snapshot.asOf())
                ? today.minusDays(1).atTime(time).atZone(now.getZone()).toInstant()
                : due;
    }
}
