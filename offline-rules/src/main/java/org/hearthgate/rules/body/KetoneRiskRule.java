package org.hearthgate.rules.body;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Circumstances;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.BodyTemperature;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Ketone;
import org.hearthgate.api.observation.Note;
import org.hearthgate.rules.ConfiguredRule;
import org.hearthgate.rules.LocalHour;
import org.hearthgate.rules.VomitingWords;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Glucose has been very high for hours and something else speaks for ketones: ketones themselves, vomiting, no insulin, fever, weight
 * lost. One reason is medium, two are high. Ketones that were just measured and are low speak louder than all of them.
 */
@Component(
        configurationPid = "org.hearthgate.rule.ketone-risk",
        name = "org.hearthgate.rule.ketone-risk",
        service = AlertRule.class)
@Designate(ocd = KetoneRiskRule.Config.class)
public final class KetoneRiskRule extends ConfiguredRule {
    private static final double KETONES_FROM_MMOL_PER_L = 0.6;
    private static final Duration KETONES_KNOWN_FOR = Duration.ofHours(3);
    private static final Duration LONGEST_GAP = Duration.ofMinutes(30);
    private static final Duration LATELY = Duration.ofHours(12);
    private static final Duration DOSES_REACH = Duration.ofHours(48);
    private static final double LINGERS_MG_PER_DL = 20;

    /** What counts. */
    @ObjectClassDefinition(name = "Rule: risk of ketones")
    public @interface Config {
        @AttributeDefinition(name = "Glucose above (mg/dL)", min = "200", max = "350")
        double aboveMgPerDl() default 250;

        @AttributeDefinition(name = "For (minutes)", min = "60", max = "180")
        int forMinutes() default 120;

        @AttributeDefinition(
                name = "No insulin for (hours)",
                description = "Where doses are recorded; 0: does not count",
                min = "0",
                max = "24")
        int noInsulinHours() default 10;

        @AttributeDefinition(
                name = "Doses that make a habit",
                description = "With fewer in two days, missing ones say nothing",
                min = "1",
                max = "20")
        int usualDoses() default 3;

        @AttributeDefinition(name = "Fever from (Celsius)", min = "37.5", max = "40")
        double feverFromCelsius() default 38.0;

        @AttributeDefinition(name = "Weight lost in 3 days (%)", min = "2", max = "10")
        double weightLossPercent() default 3;

        @AttributeDefinition(
                name = "Words for vomiting",
                description = "Beginnings of words in notes of the last 12 h; accents and capitals do not matter")
        String[] vomitingWords() default {
            "vomit",
            "threw up",
            "throw up",
            "throws up",
            "throwing up",
            "being sick",
            "puk",
            "erbroch",
            "erbrech",
            "erbrich",
            "ubergeb",
            "kotz",
            "vomi",
            "arcad"
        };

        @AttributeDefinition(name = "Call again (minutes)", min = "15", max = "240")
        int callAgainMinutes() default 60;
    }

    private final double above;
    private final Duration length;
    private final Duration noInsulin;
    private final int usualDoses;
    private final double fever;
    private final double weightLoss;
    private final VomitingWords vomiting;

    @Activate
    public KetoneRiskRule(Config config) {
        super("ketone-risk", 1);
        above = limit("aboveMgPerDl", config.aboveMgPerDl(), 200, 350);
        length = minutes("forMinutes", config.forMinutes(), 60, 180);
        noInsulin = hours("noInsulinHours", config.noInsulinHours(), 0, 24);
        usualDoses = count("usualDoses", config.usualDoses(), 1, 20);
        fever = limit("feverFromCelsius", config.feverFromCelsius(), 37.5, 40);
        weightLoss = limit("weightLossPercent", config.weightLossPercent(), 2, 10);
        vomiting = new VomitingWords(List.of(config.vomitingWords()));
        callAgainAfter(minutes("callAgainMinutes", config.callAgainMinutes(), 15, 240));
        longestSnooze(Duration.ofHours(2));
    }

    @Override
    public Set<String> covers() {
        return Set.of("fever-high-glucose");
    }

    @Override
    protected Verdict judge(Snapshot snapshot) {
        Optional<GlucoseReading> fresh = snapshot.freshGlucose();
        if (fresh.isEmpty()) {
            return Verdict.unknown();
        }
        GlucoseReading now = fresh.get();
        boolean high = isAbove(now, above);
        if (!high && !isAbove(now, above - LINGERS_MG_PER_DL)
                || high && highFor(snapshot, now).compareTo(length) < 0) {
            return Verdict.clear();
        }
        Circumstances known = snapshot.circumstances();
        Optional<Ketone> ketone = known.newest(Ketone.class, snapshot.asOf(), LATELY);
        if (ketone.filter(measured -> measured.mmolPerL() < KETONES_FROM_MMOL_PER_L
                        && isWithin(measured.measuredAt(), snapshot, KETONES_KNOWN_FOR))
                .isPresent()) {
            return Verdict.clear();
        }
        List<String> reasons = reasons(snapshot, known, ketone);
        if (reasons.isEmpty()) {
            return Verdict.clear();
        }
        Finding finding = finding(
                reasons.size() > 1 ? Priority.HIGH : Priority.MEDIUM,
                snapshot,
                now,
                "glucose is " + (high ? "above " : "still near ") + Math.round(above) + " mg/dL for hours, and "
                        + String.join(", and ", reasons) + ". "
                        + (ketone.isPresent() ? "Measure ketones again" : "Measure ketones now")
                        + " and follow your sick-day plan.",
                "Above " + above + " mg/dL for at least " + length.toMinutes() + " min, with " + reasons.size()
                        + (reasons.size() == 1 ? " reason" : " reasons") + " to think of ketones.");
        return high ? new Verdict.Holds(finding) : new Verdict.Lingers(finding);
    }

    private static boolean isAbove(GlucoseReading reading, double limit) {
        return reading.mgPerDl() > limit || reading.bound() == Bound.ABOVE_RANGE;
    }

    /** {@return for how long every reading of the series has been above, without a gap of more than half an hour} */
    private Duration highFor(Snapshot snapshot, GlucoseReading newest) {
        List<GlucoseReading> glucose = snapshot.glucose();
        Instant since = newest.measuredAt();
        for (int i = glucose.size() - 1; i >= 0; i--) {
            GlucoseReading reading = glucose.get(i);
            boolean counts = reading.quality().mayAlarm()
                    && !reading.quality().has(Doubt.Flag.ASIDE)
                    && !reading.measuredAt().isAfter(since);
            if (!counts) {
                continue;
            }
            if (!isAbove(reading, above)
                    || Duration.between(reading.measuredAt(), since).compareTo(LONGEST_GAP) > 0) {
                break;
            }
            since = reading.measuredAt();
            if (Duration.between(since, newest.measuredAt()).compareTo(length) >= 0) {
                break;
            }
        }
        return Duration.between(since, newest.measuredAt());
    }

    private List<String> reasons(Snapshot snapshot, Circumstances known, Optional<Ketone> ketone) {
        var reasons = new ArrayList<String>();
        ketone.filter(measured -> measured.mmolPerL() >= KETONES_FROM_MMOL_PER_L)
                .ifPresent(measured -> reasons.add(String.format(
                        Locale.ROOT,
                        "ketones were %.1f mmol/L at %s",
                        measured.mmolPerL(),
                        LocalHour.of(measured.measuredAt(), snapshot))));
        if (known.trusted(Note.class, snapshot.asOf().minus(LATELY)).stream()
                .anyMatch(note -> vomiting.in(note.text()))) {
            reasons.add("a note tells of vomiting");
        }
        noInsulin(snapshot, known).ifPresent(reasons::add);
        known.newest(BodyTemperature.class, snapshot.asOf(), LATELY)
                .filter(temperature -> temperature.celsius() >= fever)
                .ifPresent(temperature -> reasons.add(
                        String.format(Locale.ROOT, "there is a fever of %.1f degrees", temperature.celsius())));
        weightLost(snapshot, known).ifPresent(reasons::add);
        return reasons;
    }

    private Optional<String> noInsulin(Snapshot snapshot, Circumstances known) {
        if (noInsulin.isZero()) {
            return Optional.empty();
        }
        List<InsulinDose> doses = known
                .trusted(InsulinDose.class, snapshot.asOf().minus(DOSES_REACH))
                .stream()
                .filter(dose -> dose.purpose() != InsulinDose.Purpose.PRIME)
                .toList();
        if (doses.size() < usualDoses) {
            return Optional.empty();
        }
        Instant last = doses.get(doses.size() - 1).measuredAt();
        return isWithin(last, snapshot, noInsulin)
                ? Optional.empty()
                : Optional.of("no insulin is recorded since " + LocalHour.of(last, snapshot));
    }

    private Optional<String> weightLost(Snapshot snapshot, Circumstances known) {
        return WeightChange.of(known, snapshot.asOf(), Duration.ofDays(3))
                .filter(change ->
                        -change.kilograms() >= 1 && -100 * change.kilograms() / change.beforeKilograms() >= weightLoss)
                .map(change ->
                        String.format(Locale.ROOT, "%.1f kg were lost in %d days", -change.kilograms(), change.days()));
    }

    private static boolean isWithin(Instant moment, Snapshot snapshot, Duration back) {
        return !moment.isBefore(snapshot.asOf().minus(back));
    }
}
