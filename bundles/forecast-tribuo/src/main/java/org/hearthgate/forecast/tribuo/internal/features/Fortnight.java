package org.hearthgate.forecast.tribuo.internal.features;

/** What the last day and the last fortnight were like, and the usual course at this time of the day. */
final class Fortnight {
    private static final int DAY = 1440;
    /** How far a reading may lie from a time of the day and still speak for it; the nearer, the more. */
    private static final int AROUND_MINUTES = 20;

    private Fortnight() {}

    static void put(Row row, Channel glucose, int newest, int clockAheadMinutes) {
        int minute = glucose.minute(newest);
        double now = glucose.value(newest);
        var day = new Span();
        var fortnight = new Span();
        var usual = new TimeOfDay(minute);
        var usualIn30 = new TimeOfDay(minute + 30);
        var usualIn60 = new TimeOfDay(minute + 60);
        int sinceLow = DAY;
        int sinceHigh = DAY;
        for (int i = newest; i >= 0; i--) {
            int ago = minute - glucose.minute(i);
            if (ago > Features.LOOKS_BACK_MINUTES) {
                break;
            }
            double mgPerDl = glucose.value(i);
            fortnight.take(mgPerDl);
            if (ago <= DAY) {
                day.take(mgPerDl);
                sinceLow = GlucoseFeatures.isLow(mgPerDl) ? Math.min(sinceLow, ago) : sinceLow;
                sinceHigh = GlucoseFeatures.isHigh(mgPerDl) ? Math.min(sinceHigh, ago) : sinceHigh;
            }
            usual.take(glucose.minute(i), mgPerDl);
            usualIn30.take(glucose.minute(i), mgPerDl);
            usualIn60.take(glucose.minute(i), mgPerDl);
        }
        day.put(row, 1, now);
        fortnight.put(row, 14, now);
        row.put("readings of 14 days", fortnight.n);
        row.put("usual now less now", usual.mean() - now);
        row.put("usual change of 30 min", usualIn30.mean() - usual.mean());
        row.put("usual change of 60 min", usualIn60.mean() - usual.mean());
        row.put("minutes since a low", sinceLow);
        row.put("minutes since a high", sinceHigh);
    }

    private static final class Span {
        private double sum;
        private double squares;
        private int lows;
        private int n;

        void take(double mgPerDl) {
            sum += mgPerDl;
            squares += mgPerDl * mgPerDl;
            lows += GlucoseFeatures.isLow(mgPerDl) ? 1 : 0;
            n++;
        }

        void put(Row row, int days, double now) {
            double mean = sum / n;
            row.put("mean of # days less now", days, mean - now);
            row.put("SD of # days", days, Math.sqrt(Math.max(0, squares / n - mean * mean)));
            row.put("share below 70 of # days", days, (double) lows / n);
        }
    }

    /** The mean at one time of the day. */
    private static final class TimeOfDay {
        private final int minute;
        private double sum;
        private double weight;

        TimeOfDay(int minute) {
            this.minute = minute;
        }

        void take(int at, double mgPerDl) {
            int off = Math.floorMod(at - minute + DAY / 2, DAY) - DAY / 2;
            int near = AROUND_MINUTES - Math.abs(off);
            if (near > 0) {
                sum += near * mgPerDl;
                weight += near;
            }
        }

        double mean() {
            return sum / weight;
        }
    }
}
