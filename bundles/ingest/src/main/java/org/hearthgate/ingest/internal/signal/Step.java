package org.hearthgate.ingest.internal.signal;

import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.SensorArtefact.Artefact;

/**
 * A step from one reading to the next that no body takes in that time. It is doubted at once; half an hour later it is either a level
 * that moved and stayed (an artefact) or it has gone back and was a spike or pressure, which others judge.
 */
final class Step {
    private static final double SHORTEST_MINUTES = 0.5;
    private static final double LONGEST_MINUTES = 16;
    private static final double LONGEST_MINUTES_NEW_SENSOR = 45;
    /** Glucose with noise rarely turns by more than this within one interval. */
    private static final double TURN_MG_PER_DL_PER_MIN = 3;

    private static final double LEAST_SURPRISE_MG_PER_DL = 18;
    private static final double SURPRISE_IN_NOISES = 5;
    private static final double NOISE_AT_FIRST_MG_PER_DL = 2.5;
    private static final double LEAST_NOISE_MG_PER_DL = 1.5;
    /** Without three readings to draw a line through, only a much larger step surprises. */
    private static final double WITHOUT_A_PAST = 1.5;

    private static final double LINE_MINUTES = 26;
    private static final int LINE_READINGS = 12;
    /** What stays may be smaller than what is doubted at once: half an hour shows which it was. */
    private static final double WATCHED_SHARE = 0.75;

    private static final double STAYS_MINUTES = 29;
    private static final double STAYS_SHARE = 0.5;
    private static final double CLEAN_MINUTES = 11;
    private static final double CLEAN_SHARE = 0.4;
    private static final double STAYS_STEEP_MG_PER_DL_PER_MIN = 2;

    /**
     * What is known of the sensor around the newest reading.
     *
     * @param explained whether another watch knows why the signal moves: it comes back from pressure, or hung until now
     */
    record Circumstances(boolean calibrated, boolean towardsMeter, boolean newSensor, boolean explained) {
        Artefact artefact() {
            return calibrated || towardsMeter || newSensor ? Artefact.LEVEL_CHANGE : Artefact.JUMP;
        }
    }

    private record Pending(long fromMillis, Sample first, double size, Trace.Line before, Circumstances why) {}

    private Optional<Pending> pending = Optional.empty();
    private double turnedBack;

    /** Looks at the newest reading of the trace. */
    void judge(Trace trace, double noiseMgPerDl, Circumstances why, Findings findings) {
        if (trace.size() < 2 || !trace.get(0).exact() || !trace.get(1).exact()) {
            return;
        }
        follow(trace, findings);
        Sample newest = trace.get(0);
        Sample before = trace.get(1);
        double minutes = newest.minutesSince(before);
        if (minutes < SHORTEST_MINUTES || minutes > (why.newSensor() ? LONGEST_MINUTES_NEW_SENSOR : LONGEST_MINUTES)) {
            return;
        }
        Trace.Line line = trace.line(1, LINE_MINUTES, LINE_READINGS);
        double noise =
                Double.isNaN(noiseMgPerDl) ? NOISE_AT_FIRST_MG_PER_DL : Math.max(LEAST_NOISE_MG_PER_DL, noiseMgPerDl);
        double fromBefore = newest.mgPerDl() - before.mgPerDl();
        double fromLine = newest.mgPerDl() - line.at(newest.atMillis());
        // both must be a surprise: a bad reading before makes one large, a turn of the body the other
        double surprise = fromBefore * fromLine <= 0 ? 0 : Math.min(Math.abs(fromBefore), Math.abs(fromLine));
        double limit =
                (Math.max(LEAST_SURPRISE_MG_PER_DL, TURN_MG_PER_DL_PER_MIN * minutes) + SURPRISE_IN_NOISES * noise)
                        * (line.readings() < 3 ? WITHOUT_A_PAST : 1);
        if (surprise > limit) {
            tell(why, fromBefore, minutes, fromLine, limit, findings);
        }
        if (pending.isEmpty() && surprise > WATCHED_SHARE * limit && !why.explained() && !ramp(trace, fromBefore)) {
            pending = Optional.of(new Pending(before.atMillis(), newest, fromLine, line, why));
            turnedBack = 0;
        }
    }

    /** {@return whether the signal was already on its way: a steep stretch of many readings is a body, or a failing sensor} */
    private static boolean ramp(Trace trace, double step) {
        return trace.size() > 2 && (trace.get(1).mgPerDl() - trace.get(2).mgPerDl()) / step > CLEAN_SHARE;
    }

    private static void tell(
            Circumstances why, double change, double minutes, double fromLine, double limit, Findings findings) {
        boolean calibration = why.calibrated() || why.towardsMeter();
        findings.doubt(
                calibration ? Doubt.Flag.CALIBRATION_STEP : Doubt.Flag.JUMP,
                calibration
                        ? "The sensor's level moved at a calibration"
                        : "Further from the reading before than a body moves in that time",
                Map.of(
                        "changeMgPerDl", change,
                        "minutes", minutes,
                        "rateMgPerDlPerMin", change / minutes,
                        "surpriseMgPerDl", fromLine,
                        "limitMgPerDl", limit));
    }

    /** Waits for the level to stay; a steep way back within the half hour ends the wait, and so does a way on. */
    private void follow(Trace trace, Findings findings) {
        if (pending.isEmpty()) {
            return;
        }
        Pending step = pending.get();
        Sample newest = trace.get(0);
        double away = newest.mgPerDl() - step.before.at(newest.atMillis());
        double minutes = (newest.atMillis() - step.first.atMillis()) / 60_000.0;
        double rate = (newest.mgPerDl() - trace.get(1).mgPerDl())
                / Math.max(SHORTEST_MINUTES, newest.minutesSince(trace.get(1)));
        if (rate * Math.signum(step.size) < -STAYS_STEEP_MG_PER_DL_PER_MIN) {
            turnedBack += Math.abs(newest.mgPerDl() - trace.get(1).mgPerDl());
        }
        boolean wentOn =
                minutes <= CLEAN_MINUTES && (newest.mgPerDl() - step.first.mgPerDl()) / step.size > CLEAN_SHARE;
        if (wentOn || away / step.size < STAYS_SHARE || turnedBack > STAYS_SHARE * Math.abs(step.size)) {
            pending = Optional.empty();
        } else if (minutes >= STAYS_MINUTES) {
            findings.artefact(
                    step.why.artefact(),
                    step.fromMillis,
                    step.first.atMillis(),
                    Map.of("stepMgPerDl", step.size, "minutesStayed", minutes, "shareStayed", away / step.size));
            pending = Optional.empty();
        }
    }

    void reset() {
        pending = Optional.empty();
    }
}
