package org.hearthgate.rules.body;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.BodyTemperature;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Ketone;
import org.hearthgate.rules.ConfiguredRule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Fever and high glucose together: the hour to measure ketones, before anything else speaks for them. */
@Component(
        configurationPid = "org.hearthgate.rule.fever-high-glucose",
        name = "org.hearthgate.rule.fever-high-glucose",
        service = AlertRule.class)
@Designate(ocd = FeverHighGlucoseRule.Config.class)
public final class FeverHighGlucoseRule extends ConfiguredRule {
    private static final Duration FEVER_HOLDS = Duration.ofHours(6);
    private static final Duration KETONES_KNOWN_FOR = Duration.ofHours(3);
    private static final double KETONES_FROM_MMOL_PER_L = 0.6;
    private static final double LINGERS_MG_PER_DL = 20;

    /** Limits. */
    @ObjectClassDefinition(name = "Rule: fever with high glucose")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default true;

        @AttributeDefinition(name = "Fever from (Celsius)", min = "37.5", max = "40")
        double feverFromCelsius() default 38.0;

        @AttributeDefinition(name = "Glucose above (mg/dL)", min = "180", max = "350")
        double aboveMgPerDl() default 250;
    }

    private final double fever;
    private final double above;

    @Activate
    public FeverHighGlucoseRule(Config config) {
        super("fever-high-glucose", 1);
        enabled(config.enabled());
        fever = limit("feverFromCelsius", config.feverFromCelsius(), 37.5, 40);
        above = limit("aboveMgPerDl", config.aboveMgPerDl(), 180, 350);
        callAgainAfter(Duration.ofHours(4));
    }

    @Override
    protected Verdict judge(Snapshot snapshot) {
        Optional<GlucoseReading> fresh = snapshot.freshGlucose();
        if (fresh.isEmpty()) {
            return Verdict.unknown();
        }
        GlucoseReading now = fresh.get();
        boolean high = isAbove(now, above);
        if (!high && !isAbove(now, above - LINGERS_MG_PER_DL)) {
            return Verdict.clear();
        }
        Optional<BodyTemperature> newest =
                snapshot.circumstances().newest(BodyTemperature.class, snapshot.asOf(), FEVER_HOLDS);
        boolean ketonesKnown = snapshot.circumstances()
                .newest(Ketone.class, snapshot.asOf(), KETONES_KNOWN_FOR)
                .filter(ketone -> ketone.mmolPerL() < KETONES_FROM_MMOL_PER_L)
                .isPresent();
        if (newest.filter(temperature -> temperature.celsius() >= fever).isEmpty() || ketonesKnown) {
            return Verdict.clear();
        }
        var finding = finding(
                Priority.LOW,
                snapshot,
                now,
                String.format(
                        Locale.ROOT,
                        "fever of %.1f degrees and glucose of %.0f mg/dL. Measure ketones, let them drink, and follow"
                                + " your sick-day plan.",
                        newest.get().celsius(),
                        now.mgPerDl()),
                "Fever from " + fever + " degrees in the last 6 h and glucose above " + above + " mg/dL.");
        return high ? new Verdict.Holds(finding) : new Verdict.Lingers(finding);
    }

    private static boolean isAbove(GlucoseReading reading, double limit) {
        return reading.mgPerDl() > limit || reading.bound() == Bound.ABOVE_RANGE;
    }
}
