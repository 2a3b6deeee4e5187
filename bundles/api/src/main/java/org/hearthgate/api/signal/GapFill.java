package org.hearthgate.api.signal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;

/**
 * Draws a straight line over short gaps, for forecasts and charts. What it adds was never measured: each carries
 * {@link Doubt.Flag#GAP_FILLED}, which forbids alarms, comes from the adapter {@code hub} and must not be stored or sent.
 */
public final class GapFill {
    /** The longest gap that is filled, between two readings. */
    public static final Duration LONGEST = Duration.ofMinutes(20);

    private static final double MOST_INTERVALS = 1.5;
    private static final Provenance HUB = Provenance.of("hub");

    private GapFill() {}

    /**
     * Fills gaps between neighbouring readings of one device, where both are exact and nothing but lateness forbids either an alarm.
     * Pure; any thread.
     *
     * @param readings of one person, ascending by {@code measuredAt}
     * @param interval the sensor's sampling interval, at least 10 s; a gap begins beyond one and a half of it
     * @return all that was given, in order, with the filled ones between
     */
    public static List<GlucoseReading> fill(List<GlucoseReading> readings, Duration interval) {
        if (interval.compareTo(Duration.ofSeconds(10)) < 0) {
            throw new IllegalArgumentException("interval must be at least 10 s, was " + interval);
        }
        var filled = new ArrayList<GlucoseReading>(readings.size());
        for (int i = 0; i < readings.size(); i++) {
            if (i > 0) {
                between(readings.get(i - 1), readings.get(i), interval, filled);
            }
            filled.add(readings.get(i));
        }
        return List.copyOf(filled);
    }

    private static void between(
            GlucoseReading from, GlucoseReading to, Duration interval, List<GlucoseReading> filled) {
        Duration gap = Duration.between(from.measuredAt(), to.measuredAt());
        if (!from.device().equals(to.device())
                || !from.person().equals(to.person())
                || !certain(from)
                || !certain(to)
                || gap.compareTo(LONGEST) > 0
                || gap.toMillis() <= MOST_INTERVALS * interval.toMillis()) {
            return;
        }
        long parts = Math.round(gap.toMillis() / (double) interval.toMillis());
        double minutes = gap.toMillis() / 60_000.0;
        for (long part = 1; part < parts; part++) {
            double share = part / (double) parts;
            Instant at = from.measuredAt().plusMillis(Math.round(gap.toMillis() * share));
            Origin origin = Origin.of(from.person(), from.device(), at, to.receivedAt(), HUB)
                    .withDoubt(new Doubt(
                            Doubt.Flag.GAP_FILLED,
                            "Not measured: a line between two readings",
                            Map.of("gapMinutes", minutes)));
            double value = from.mgPerDl() + share * (to.mgPerDl() - from.mgPerDl());
            filled.add(new GlucoseReading(origin, value, Bound.EXACT, OptionalDouble.empty()));
        }
    }

    private static boolean certain(GlucoseReading reading) {
        // a late reading is as good a sample as any: only what was not measured well ends a line
        return reading.bound() == Bound.EXACT
                && reading.quality().doubts().stream()
                        .noneMatch(doubt -> doubt.flag().forbidsAlarm() && doubt.flag() != Doubt.Flag.LATE);
    }
}
