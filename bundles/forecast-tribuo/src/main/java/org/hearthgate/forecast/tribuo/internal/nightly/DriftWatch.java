package org.hearthgate.forecast.tribuo.internal.nightly;

import java.util.Arrays;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.Outcome;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;

/**
 * Compares over the last day what each of several voices forecast with what came, and lets another one speak when the one that speaks is
 * worse for hours on end. Remembers two days at most. Not thread-safe.
 */
public final class DriftWatch {
    /** Who could speak, the best first while nothing has changed, and the simpler the later. */
    public enum Voice {
        /** the person's own model */
        OWN,
        /** other people's days alone */
        PEOPLE,
        /** the person's own simple model */
        RIDGE,
        /** on as it moves */
        LINE
    }

    /** What the voices are compared over. */
    static final int WINDOW_MINUTES = 1440;

    /** So much more squared error is worse: less comes and goes with the days. */
    static final double MARGIN = 1.02;

    /** So long on end. */
    static final int LASTS_MINUTES = 360;

    /** Whoever was worse speaks again once it is better by so much, and for so long: two voices in turn would be worse than either. */
    static final double BETTER = 0.95;

    static final int BETTER_LASTS_MINUTES = 720;

    private static final int LEAST_APART_MINUTES = 4;
    private static final int LEAST_MOMENTS = 144;
    private static final int MOST = 2 * 1440 / LEAST_APART_MINUTES;
    private static final int GIVEN_UP_AFTER_MINUTES = 120;

    private final int[] minutes = new int[MOST];
    /** by moment, voice and horizon: forecast while it is open, squared error once it is known, NaN where it never will be */
    private final float[][] values = new float[MOST][Voice.values().length * Horizon.values().length];

    private final boolean[][] open = new boolean[MOST][Horizon.values().length];
    private int size;
    private Voice best = Voice.PEOPLE;
    private Voice speaks = Voice.PEOPLE;
    private int worseSince = Integer.MAX_VALUE;
    private int betterSince = Integer.MAX_VALUE;

    /** {@return who is to speak} */
    public Voice speaks() {
        return speaks;
    }

    /** There is a model of the person's own. It speaks at once, unless an older one has been set aside: then it has to be better first. */
    public void knowsOwn() {
        if (best == Voice.PEOPLE && speaks == Voice.PEOPLE) {
            speaks = Voice.OWN;
        }
        best = Voice.OWN;
    }

    /** Takes what the voices say at a moment. @param said by voice, then by horizon, mg/dL; NaN of whom there is not */
    public void take(int minute, float[][] said) {
        if (size > 0 && minute < minutes[size - 1] + LEAST_APART_MINUTES) {
            return;
        }
        if (size == MOST) {
            forgetOldest();
        }
        minutes[size] = minute;
        for (Voice voice : Voice.values()) {
            for (Horizon horizon : Horizon.values()) {
                values[size][at(voice, horizon)] = said[voice.ordinal()][horizon.ordinal()];
            }
        }
        Arrays.fill(open[size], true);
        size++;
    }

    private void forgetOldest() {
        int some = MOST / 8;
        System.arraycopy(minutes, some, minutes, 0, MOST - some);
        for (int i = 0; i < MOST; i++) { // the arrays themselves are used again
            int from = (i + some) % MOST;
            if (i < MOST - some) {
                System.arraycopy(values[from], 0, values[i], 0, values[i].length);
                System.arraycopy(open[from], 0, open[i], 0, open[i].length);
            }
        }
        size -= some;
    }

    private static int at(Voice voice, Horizon horizon) {
        return voice.ordinal() * Horizon.values().length + horizon.ordinal();
    }

    /** Looks what came of what was said. {@return whether somebody else is to speak from now on} */
    public boolean look(Channel glucose) {
        int now = glucose.minute(glucose.size() - 1);
        for (int i = size - 1; i >= 0 && minutes[i] > now - WINDOW_MINUTES; i--) {
            for (Horizon horizon : Horizon.values()) {
                if (open[i][horizon.ordinal()] && minutes[i] + horizon.minutes() <= now) {
                    settle(i, horizon, glucose, now);
                }
            }
        }
        Voice before = speaks;
        judge(now);
        return speaks != before;
    }

    private void settle(int i, Horizon horizon, Channel glucose, int now) {
        int index = glucose.upTo(minutes[i]) - 1;
        float came = index < 0 || glucose.minute(index) != minutes[i]
                ? Float.NaN
                : Outcome.glucose(glucose, index, horizon.minutes());
        boolean isLost = Float.isNaN(came) && now - minutes[i] > GIVEN_UP_AFTER_MINUTES;
        if (!Float.isNaN(came) || isLost) {
            for (Voice voice : Voice.values()) {
                float off = came - values[i][at(voice, horizon)];
                values[i][at(voice, horizon)] = off * off;
            }
            open[i][horizon.ordinal()] = false;
        }
    }

    /** {@return how many times the squared error of another voice this one has had over the last day; 1 where too little is known} */
    double ratio(Voice one, Voice other, int now) {
        double ratio = 0;
        for (Horizon horizon : Horizon.values()) {
            double ones = 0;
            double others = 0;
            int n = 0;
            for (int i = size - 1; i >= 0 && minutes[i] > now - WINDOW_MINUTES; i--) {
                float a = values[i][at(one, horizon)];
                float b = values[i][at(other, horizon)];
                if (!open[i][horizon.ordinal()] && !Float.isNaN(a) && !Float.isNaN(b)) {
                    ones += a;
                    others += b;
                    n++;
                }
            }
            ratio += (n < LEAST_MOMENTS || !(others > 0) ? 1 : ones / others) / Horizon.values().length;
        }
        return ratio;
    }

    private void judge(int now) {
        Voice next = speaks;
        double worse = MARGIN;
        Voice former = speaks;
        double better = BETTER;
        for (Voice voice : Voice.values()) {
            if (isSimpler(voice) && ratio(speaks, voice, now) > worse) {
                next = voice;
                worse = ratio(speaks, voice, now);
            } else if (isFormer(voice) && ratio(voice, speaks, now) < better) {
                former = voice;
                better = ratio(voice, speaks, now);
            }
        }
        worseSince = next == speaks ? Integer.MAX_VALUE : Math.min(worseSince, now);
        betterSince = former == speaks ? Integer.MAX_VALUE : Math.min(betterSince, now);
        if (next != speaks && now - worseSince >= LASTS_MINUTES) {
            become(next);
        } else if (former != speaks && now - betterSince >= BETTER_LASTS_MINUTES) {
            become(former);
        }
    }

    /** Own trees hand over to other people's and to nobody else: what was learned of the same days is as wrong once the body has changed. */
    private boolean isSimpler(Voice voice) {
        return speaks == Voice.OWN ? voice == Voice.PEOPLE : voice.compareTo(speaks) > 0;
    }

    private boolean isFormer(Voice voice) {
        return voice.compareTo(best) >= 0 && voice.compareTo(speaks) < 0;
    }

    private void become(Voice other) {
        speaks = other;
        worseSince = Integer.MAX_VALUE;
        betterSince = Integer.MAX_VALUE;
    }
}
