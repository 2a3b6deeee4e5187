package org.hearthgate.rules;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.GlucoseReading;

/**
 * A rule whose limits are checked against their safe bounds and noted for the journal by one and the same call, so that none can be
 * forgotten in either. Limits are set in the constructor alone.
 */
public abstract class ConfiguredRule implements AlertRule {
    private final String id;
    private final int version;
    private final Map<String, String> thresholds = new TreeMap<>();
    private boolean enabled = true;
    private Duration confirmFor = Duration.ZERO;
    private Optional<Duration> callAgainAfter = Optional.empty();
    private Duration longestSnooze = Duration.ofHours(12);

    protected ConfiguredRule(String id, int version) {
        this.id = id;
        this.version = version;
    }

    /** {@return the limit, noted under its key} Fails with IllegalArgumentException outside its bounds. */
    protected final double limit(String key, double value, double lowest, double highest) {
        if (!(value >= lowest && value <= highest)) { // also refuses NaN
            throw new IllegalArgumentException("org.hearthgate.rule." + id + ": " + key + " must be " + lowest + " to "
                    + highest + ", was " + value);
        }
        thresholds.put(key, Double.toString(value));
        return value;
    }

    /** {@return the whole number, noted under its key} Fails with IllegalArgumentException outside its bounds. */
    protected final int count(String key, int value, int lowest, int highest) {
        limit(key, value, lowest, highest);
        thresholds.put(key, Integer.toString(value));
        return value;
    }

    protected final Duration minutes(String key, int value, int lowest, int highest) {
        return Duration.ofMinutes(count(key, value, lowest, highest));
    }

    protected final Duration hours(String key, int value, int lowest, int highest) {
        return Duration.ofHours(count(key, value, lowest, highest));
    }

    /** A rule that is not switched on finds nothing. */
    protected final void enabled(boolean on) {
        enabled = on;
        thresholds.put("enabled", Boolean.toString(on));
    }

    protected final void confirmFor(Duration length) {
        confirmFor = length;
    }

    protected final void callAgainAfter(Duration length) {
        callAgainAfter = Optional.of(length);
    }

    protected final void longestSnooze(Duration length) {
        longestSnooze = length;
    }

    /** {@return what a rule that is switched on says} */
    protected abstract Verdict judge(Snapshot snapshot);

    @Override
    public final Verdict evaluate(Snapshot snapshot) {
        return enabled ? judge(snapshot) : Verdict.clear();
    }

    /** {@return a finding about the person that rests on no glucose reading} */
    protected static Finding finding(Priority priority, Snapshot snapshot, String sentence, String why) {
        return new Finding(
                priority, snapshot.person().name() + ": " + sentence, OptionalDouble.empty(), Optional.empty(), why);
    }

    /** {@return a finding about the person that rests on this reading} */
    protected static Finding finding(
            Priority priority, Snapshot snapshot, GlucoseReading reading, String sentence, String why) {
        return new Finding(
                priority,
                snapshot.person().name() + ": " + sentence,
                OptionalDouble.of(reading.mgPerDl()),
                Optional.of(reading.measuredAt()),
                why);
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final int version() {
        return version;
    }

    @Override
    public final Map<String, String> thresholds() {
        return Collections.unmodifiableMap(thresholds);
    }

    @Override
    public final Duration confirmFor() {
        return confirmFor;
    }

    @Override
    public final Optional<Duration> callAgainAfter() {
        return callAgainAfter;
    }

    @Override
    public final Duration longestSnooze() {
        return longestSnooze;
    }
}
