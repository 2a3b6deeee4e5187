package org.hearthgate.rules.device;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.rules.ConfiguredRule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** A fingerstick says something else than the sensor within five minutes: trust the meter. Medium where the meter shows a low that the sensor
 * does not, because then the sensor's own alarm is not coming; otherwise low. The band is that of 21 CFR 862.1355 (within 20), in which a
 * good sensor stays in most pairs; ISO 15197's 15 is for meters and would call far too often. */
@Component(
        configurationPid = "org.hearthgate.rule.meter-disagrees",
        name = "org.hearthgate.rule.meter-disagrees",
        service = AlertRule.class)
@Designate(ocd = MeterDisagreesRule.Config.class)
public final class MeterDisagreesRule extends ConfiguredRule {
    private static final Duration PAIRED = Duration.ofMinutes(5);
    private static final double RELATIVE_FROM_MG_PER_DL = 100;

    /** How much they may differ. */
    @ObjectClassDefinition(name = "Rule: meter and sensor disagree")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default true;

        @AttributeDefinition(name = "May differ by (mg/dL below 100, % above)", min = "15", max = "40")
        double mayDifferBy() default 20;

        @AttributeDefinition(name = "Low below (mg/dL)", min = "60", max = "90")
        double lowBelowMgPerDl() default 70;

        @AttributeDefinition(name = "Told for (minutes)", min = "10", max = "120")
        int forMinutes() default 30;
    }

    private final double mayDiffer;
    private final double low;
    private final Duration holdsFor;

    @Activate
    public MeterDisagreesRule(Config config) {
        super("meter-disagrees", 1);
        enabled(config.enabled());
        mayDiffer = limit("mayDifferBy", config.mayDifferBy(), 15, 40);
        low = limit("lowBelowMgPerDl", config.lowBelowMgPerDl(), 60, 90);
        holdsFor = minutes("forMinutes", config.forMinutes(), 10, 120);
    }

    @Override
    protected Verdict judge(Snapshot snapshot) {
        Optional<CapillaryGlucose> newest =
                snapshot.circumstances().newest(CapillaryGlucose.class, snapshot.asOf(), holdsFor);
        if (newest.isEmpty()) {
            return Verdict.clear();
        }
        CapillaryGlucose meter = newest.get();
        Optional<GlucoseReading> nearest = nearest(snapshot.glucose(), meter);
        if (nearest.isEmpty()) {
            return Verdict.clear();
        }
        double sensor = nearest.get().mgPerDl();
        double band = meter.mgPerDl() < RELATIVE_FROM_MG_PER_DL ? mayDiffer : meter.mgPerDl() * mayDiffer / 100;
        boolean hiddenLow = isLow(meter) && sensor >= low;
        boolean apart = Math.abs(sensor - meter.mgPerDl()) > band;
        if (!apart && !hiddenLow) {
            return Verdict.clear();
        }
        String pair = "the meter says " + Math.round(meter.mgPerDl()) + " mg/dL, the sensor " + Math.round(sensor);
        return new Verdict.Holds(finding(
                hiddenLow ? Priority.MEDIUM : Priority.LOW,
                snapshot,
                nearest.get(),
                hiddenLow
                        ? pair + ". Trust the meter: treat the low now."
                        : pair
                                + ". Trust the meter; wash hands and measure again, and calibrate the sensor if it stays.",
                "They differ by " + Math.round(Math.abs(sensor - meter.mgPerDl())) + " mg/dL; within "
                        + Math.round(band) + " would be usual."));
    }

    private boolean isLow(CapillaryGlucose meter) {
        return meter.mgPerDl() < low || meter.bound() == Bound.BELOW_RANGE;
    }

    /** The one that spoke for the person nearest in time; a sensor in the wings troubles nobody. */
    private static Optional<GlucoseReading> nearest(List<GlucoseReading> glucose, CapillaryGlucose meter) {
        GlucoseReading nearest = null;
        Duration apart = PAIRED;
        for (int i = glucose.size() - 1; i >= 0; i--) {
            GlucoseReading reading = glucose.get(i);
            if (reading.measuredAt().isBefore(meter.measuredAt().minus(PAIRED))) {
                break;
            }
            Duration between =
                    Duration.between(reading.measuredAt(), meter.measuredAt()).abs();
            boolean counts = reading.quality().mayAlarm()
                    && !reading.quality().has(Doubt.Flag.ASIDE)
                    && reading.bound() == Bound.EXACT;
            if (counts && between.compareTo(apart) <= 0) {
                nearest = reading;
                apart = between;
            }
        }
        return Optional.ofNullable(nearest);
    }
}
