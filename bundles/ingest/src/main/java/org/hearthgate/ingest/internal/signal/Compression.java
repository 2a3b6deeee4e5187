package org.hearthgate.ingest.internal.signal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.SensorArtefact.Artefact;

/**
 * Pressure on the sensor: a fall steeper than glucose falls, from a calm line, followed while it lasts and judged again when the signal
 * is back. The doubt forbids nothing: it may delay a low by a reading, never an urgent one, and that is for the rules to decide.
 */
final class Compression {
    private static final double FALL_WITHIN_MINUTES = 11;
    private static final double LEAST_FALL_MG_PER_DL_PER_MIN = 2;
    private static final double LEAST_DROP_MG_PER_DL = 14;
    private static final double DROP_IN_NOISES = 3.5;
    private static final double NOISE_AT_FIRST_MG_PER_DL = 2.5;
    private static final double LINE_MINUTES = 31;
    private static final int LINE_READINGS = 12;
    private static final double LONGEST_MINUTES = 75;
    private static final double SHORTEST_MINUTES = 12;
    private static final double BACK_SHARE = 0.7;
    private static final double FOLLOWED_FROM = 0.1;
    private static final double TOLD_FROM = 0.6;
    private static final double RECORDED_FROM = 0.7;

    private record Fall(Sample onset, Trace.Line line, CompressionOdds odds) {}

    private final ZoneId zone;
    private Optional<Fall> fall = Optional.empty();
    private double lowest;
    private long lowestAt;
    private double steepestRise;

    Compression(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * Looks at the newest reading of the trace.
     *
     * @param hung whether the sensor repeated itself until now: then a fall says how long it hung
     */
    void judge(Trace trace, double noiseMgPerDl, boolean hung, Wearer wearer, Findings findings) {
        if (fall.isPresent()) {
            follow(trace, findings);
        } else if (!hung) {
            fall = begun(trace, noiseMgPerDl, wearer);
            if (fall.isPresent()) {
                lowest = trace.get(0).mgPerDl();
                lowestAt = trace.get(0).atMillis();
                steepestRise = 0;
                tell(trace.get(0), findings);
            }
        }
    }

    /** {@return whether the reading before was thought to be under pressure} */
    boolean suspected() {
        return fall.filter(suspected -> suspected.odds.now() >= TOLD_FROM).isPresent();
    }

    void reset() {
        fall = Optional.empty();
    }

    /** The steepest fall that ends with the newest reading, if it is one. */
    private Optional<Fall> begun(Trace trace, double noiseMgPerDl, Wearer wearer) {
        Sample newest = trace.get(0);
        double noise = Double.isNaN(noiseMgPerDl) ? NOISE_AT_FIRST_MG_PER_DL : noiseMgPerDl;
        double leastDrop = Math.max(LEAST_DROP_MG_PER_DL, DROP_IN_NOISES * noise);
        Optional<Fall> found = Optional.empty();
        double steepest = 0;
        for (int i = 1; i < trace.size() && newest.minutesSince(trace.get(i)) <= FALL_WITHIN_MINUTES; i++) {
            Sample onset = trace.get(i);
            double minutes = newest.minutesSince(onset);
            double rate = (onset.mgPerDl() - newest.mgPerDl()) / minutes;
            if (!onset.exact() || minutes < 2 || rate < LEAST_FALL_MG_PER_DL_PER_MIN || rate <= steepest) {
                continue; // nearly always, and the line is what costs
            }
            Trace.Line line = trace.line(i, LINE_MINUTES, LINE_READINGS);
            double drop = line.at(newest.atMillis()) - newest.mgPerDl();
            if (line.readings() >= 3 && drop >= leastDrop) {
                steepest = rate;
                CompressionOdds odds = odds(newest, line, drop, rate, wearer);
                found = odds.now() < FOLLOWED_FROM ? found : Optional.of(new Fall(onset, line, odds));
            }
        }
        return found;
    }

    private CompressionOdds odds(Sample newest, Trace.Line line, double drop, double rate, Wearer wearer) {
        ZonedDateTime local = Instant.ofEpochMilli(newest.atMillis()).atZone(zone);
        return new CompressionOdds(
                rate,
                line.mgPerDlPerMin(),
                line.mgPerDl(),
                drop,
                local.getHour() + local.getMinute() / 60.0,
                wearer.stillness(newest.atMillis()),
                wearer.insulinOnBoard(newest.atMillis()));
    }

    private void tell(Sample newest, Findings findings) {
        CompressionOdds odds = fall.orElseThrow().odds;
        double probability = odds.now();
        if (probability < TOLD_FROM) {
            return;
        }
        var measures = new TreeMap<>(odds.measures(probability));
        measures.put("minutesSinceFall", newest.minutesSince(fall.orElseThrow().onset));
        findings.doubt(Doubt.Flag.COMPRESSION_SUSPECTED, "Fell as it does when somebody lies on the sensor", measures);
    }

    private void follow(Trace trace, Findings findings) {
        Fall suspected = fall.orElseThrow();
        Sample newest = trace.get(0);
        double minutes = newest.minutesSince(suspected.onset);
        if (newest.mgPerDl() < lowest) {
            lowest = newest.mgPerDl();
            lowestAt = newest.atMillis();
        }
        double rise = (newest.mgPerDl() - trace.get(1).mgPerDl()) / newest.minutesSince(trace.get(1));
        steepestRise = Math.max(steepestRise, rise);
        double drop = suspected.line.at(lowestAt) - lowest;
        double recovered = drop <= 0 ? 0 : (newest.mgPerDl() - lowest) / drop;
        if (recovered >= BACK_SHARE && minutes >= SHORTEST_MINUTES) {
            double probability = suspected.odds.after(recovered, steepestRise);
            if (probability >= RECORDED_FROM) {
                findings.artefact(
                        Artefact.COMPRESSION_LOW,
                        suspected.onset.atMillis(),
                        newest.atMillis(),
                        whole(suspected, probability, drop, recovered, minutes));
            }
            fall = Optional.empty();
        } else if (minutes > LONGEST_MINUTES) {
            fall = Optional.empty();
        } else {
            tell(newest, findings);
        }
    }

    private Map<String, Double> whole(
            Fall suspected, double probability, double drop, double recovered, double minutes) {
        var measures = new TreeMap<>(suspected.odds.measures(probability));
        measures.put("dropMgPerDl", drop);
        measures.put("recoveredShare", recovered);
        measures.put("riseMgPerDlPerMin", steepestRise);
        measures.put("minutes", minutes);
        return measures;
    }
}
