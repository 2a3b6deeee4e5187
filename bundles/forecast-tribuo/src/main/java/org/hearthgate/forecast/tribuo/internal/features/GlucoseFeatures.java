package org.hearthgate.forecast.tribuo.internal.features;

/** Features of the glucose alone: mg/dL, minutes, and mg/dL per min. */
final class GlucoseFeatures {
    private static final int DAY = 1440;
    private static final double LOW = 70;
    private static final double HIGH = 180;
    /** What the height of a turning point may be passed by before it counts as turned. */
    private static final double TURN_MG_PER_DL = 8;

    private GlucoseFeatures() {}

    static void put(Row row, Channel glucose, int newest, int clockAheadMinutes) {
        double now = glucose.value(newest);
        Grid grid = Grid.of(glucose, newest);
        row.put("glucose", now);
        changes(row, grid.mgPerDl, now);
        slopes(row, grid, now);
        for (int points : new int[] {12, 24, 48}) {
            spread(row, grid.mgPerDl, points, now);
        }
        turn(row, grid.mgPerDl);
        Fortnight.put(row, glucose, newest, clockAheadMinutes);
        row.put("minutes without a gap", Math.min(DAY, Runs.minutes(glucose, newest)));
        row.put("minutes between readings", step(glucose, newest));
        double clock = 2 * Math.PI * Math.floorMod(glucose.minute(newest) + clockAheadMinutes, DAY) / DAY;
        row.put("clock, sine", Math.sin(clock));
        row.put("clock, cosine", Math.cos(clock));
    }

    private static void changes(Row row, double[] back, double now) {
        for (int k = 1; k <= 12; k++) {
            row.put("# min ago less now", 5 * k, back[k] - now);
        }
        for (int k = 14; k <= 24; k += 2) {
            row.put("# min ago less now", 5 * k, back[k] - now);
        }
        for (int k = 30; k <= 48; k += 6) {
            row.put("# min ago less now", 5 * k, back[k] - now);
        }
        for (int k = 0; k < 12; k++) {
            row.put("step # min ago", 5 * k, back[k] - back[k + 1]);
        }
    }

    private static void slopes(Row row, Grid grid, double now) {
        row.put("slope of 15 min", grid.slope(0, 3));
        row.put("slope of 30 min", grid.slope(0, 6));
        row.put("slope of 60 min", grid.slope(0, 12));
        row.put("bend of 15 min", grid.slope(0, 3) - grid.slope(3, 6));
        row.put("bend of 30 min", grid.slope(0, 6) - grid.slope(6, 12));
        row.put("30 min on by 15", now + 30 * grid.slope(0, 3));
        row.put("20 min on by 30", now + 20 * grid.slope(0, 6));
        double[] back = grid.mgPerDl;
        row.put("last bend", back[0] - 2 * back[1] + back[2]);
        double momentum = 0;
        double weight = 0;
        double rough = 0;
        int bends = 0;
        for (int k = 0; k < 12; k++) {
            if (!Double.isNaN(back[k] - back[k + 1])) {
                momentum += Math.exp(-k / 2.0) * (back[k] - back[k + 1]);
                weight += Math.exp(-k / 2.0);
            }
            double bend = back[k] - 2 * back[k + 1] + back[k + 2];
            if (!Double.isNaN(bend)) {
                rough += Math.abs(bend);
                bends++;
            }
        }
        row.put("momentum", momentum / weight);
        row.put("roughness", rough / bends);
    }

    private static void spread(Row row, double[] back, int points, double now) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int k = 0; k <= points; k++) {
            if (!Double.isNaN(back[k])) {
                least = Math.min(least, back[k]);
                most = Math.max(most, back[k]);
                sum += back[k];
                squares += back[k] * back[k];
                n++;
            }
        }
        double mean = sum / n;
        row.put("least of # min less now", 5 * points, least - now);
        row.put("most of # min less now", 5 * points, most - now);
        row.put("mean of # min less now", 5 * points, mean - now);
        row.put("SD of # min", 5 * points, Math.sqrt(Math.max(0, squares / n - mean * mean)));
    }

    /** How high above, and how long after, the last turning point within two hours. */
    private static void turn(Row row, double[] back) {
        double direction = Math.signum(back[0] - back[2]);
        double extreme = back[0];
        int at = 0;
        for (int k = 1; k <= 24 && !Double.isNaN(back[k]); k++) {
            if (direction > 0 ? back[k] <= extreme : back[k] >= extreme) {
                extreme = back[k];
                at = k;
            } else if (Math.abs(back[k] - extreme) > TURN_MG_PER_DL) {
                break;
            }
        }
        row.put("above the last turn", back[0] - extreme);
        row.put("minutes since the last turn", 5.0 * at);
    }

    private static double step(Channel glucose, int newest) {
        int before = Math.max(0, newest - 10);
        return (double) (glucose.minute(newest) - glucose.minute(before)) / Math.max(1, newest - before);
    }

    static boolean isLow(double mgPerDl) {
        return mgPerDl < LOW;
    }

    static boolean isHigh(double mgPerDl) {
        return mgPerDl > HIGH;
    }
}
