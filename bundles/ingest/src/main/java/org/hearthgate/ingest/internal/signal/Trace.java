package org.hearthgate.ingest.internal.signal;

import java.util.Arrays;
import java.util.Optional;

/** The last three hours of one sensor, at most 240 readings, in order of time; number 0 is the newest. */
final class Trace {
    static final long WINDOW_MILLIS = 3 * 3_600_000L;
    static final int MOST = 240;
    private static final double USUAL_MINUTES = 5;
    private static final int INTERVALS = 9;
    private static final double MILLIS = 60_000;

    private final Sample[] ring = new Sample[MOST];
    private int newest = -1;
    private int size;

    int size() {
        return size;
    }

    Sample get(int back) {
        int place = newest - back;
        return ring[place < 0 ? place + MOST : place];
    }

    Optional<Sample> newest() {
        return size == 0 ? Optional.empty() : Optional.of(get(0));
    }

    /** Takes a reading newer than all; forgets what has left the window, but never the one before: it tells how long the gap was. */
    void add(Sample sample) {
        newest = (newest + 1) % MOST;
        ring[newest] = sample;
        size = Math.min(size + 1, MOST);
        while (size > 2 && sample.atMillis() - get(size - 1).atMillis() > WINDOW_MILLIS) {
            ring[Math.floorMod(newest - size + 1, MOST)] = null;
            size--;
        }
    }

    /** Puts the judged reading in the place of the same reading; {@return it} */
    Sample replaceNewest(Sample judged) {
        ring[newest] = judged;
        return judged;
    }

    void clear() {
        Arrays.fill(ring, null);
        size = 0;
        newest = -1;
    }

    /** {@return the reading of exactly that time, if it is still here} */
    Optional<Sample> at(long atMillis) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = get(middle).atMillis();
            if (found == atMillis) {
                return Optional.of(get(middle));
            }
            if (found > atMillis) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    /** {@return the sensor's own sampling interval in minutes: the median of the last intervals, 5 while there are too few} */
    double intervalMinutes() {
        int n = Math.min(size - 1, INTERVALS);
        if (n < 3) {
            return USUAL_MINUTES;
        }
        var minutes = new double[n];
        for (int i = 0; i < n; i++) {
            minutes[i] = get(i).minutesSince(get(i + 1));
        }
        Arrays.sort(minutes);
        return Math.max(minutes[n / 2], 1 / 60.0);
    }

    /**
     * {@return where the line through the exact readings before {@code from} is heading}
     *
     * @param from the number of the newest reading of the line
     * @param minutes how far the line reaches back from it
     * @param most at most so many readings
     */
    Line line(int from, double minutes, int most) {
        double sumX = 0;
        double sumY = 0;
        double sumXx = 0;
        double sumXy = 0;
        int n = 0;
        long origin = get(from).atMillis();
        for (int i = from; i < size && n < most; i++) {
            Sample sample = get(i);
            double x = (sample.atMillis() - origin) / MILLIS;
            if (x < -minutes) {
                break;
            }
            if (sample.exact()) {
                sumX += x;
                sumY += sample.mgPerDl();
                sumXx += x * x;
                sumXy += x * sample.mgPerDl();
                n++;
            }
        }
        double spread = n * sumXx - sumX * sumX;
        if (n < 3 || spread <= 0) {
            return new Line(origin, get(from).mgPerDl(), 0, n);
        }
        double slope = (n * sumXy - sumX * sumY) / spread;
        return new Line(origin, (sumY - slope * sumX) / n, slope, n);
    }

    /**
     * A straight stretch of signal.
     *
     * @param originMillis where it ends
     * @param mgPerDl its height there
     * @param mgPerDlPerMin its slope, 0 while fewer than three readings tell it
     * @param readings how many it rests on
     */
    record Line(long originMillis, double mgPerDl, double mgPerDlPerMin, int readings) {
        private static final double STEEPEST = 3;
        private static final double FARTHEST_MINUTES = 20;

        /** {@return where glucose would be if it went on like this for at most 20 min, and then stayed} */
        double at(long atMillis) {
            double minutes = Math.min((atMillis - originMillis) / MILLIS, FARTHEST_MINUTES);
            return mgPerDl + Math.max(-STEEPEST, Math.min(STEEPEST, mgPerDlPerMin)) * minutes;
        }
    }
}
