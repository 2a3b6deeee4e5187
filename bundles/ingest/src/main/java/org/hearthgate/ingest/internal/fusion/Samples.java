package org.hearthgate.ingest.internal.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The last samples of one route in order of their times, bounded: more than a day of a one-minute sensor. */
final class Samples {
    static final int MOST = 1_700;
    /** Until two samples tell: the grid of most sensors. */
    private static final long USUAL_GRID = 5 * 60_000L;

    private static final long SHORTEST_GRID = 20_000;
    private static final long LONGEST_GRID = 15 * 60_000L;
    private static final int GRID_FROM = 24;

    private final ArrayList<Sample> ascending = new ArrayList<>();
    private final long[] gaps = new long[GRID_FROM];
    private long gridMillis = USUAL_GRID;

    int size() {
        return ascending.size();
    }

    Sample get(int index) {
        return ascending.get(index);
    }

    Optional<Sample> newest() {
        return ascending.isEmpty() ? Optional.empty() : Optional.of(ascending.get(ascending.size() - 1));
    }

    /** {@return how many samples are at or before this time} */
    int countUntil(long at) {
        int size = ascending.size();
        if (size == 0 || ascending.get(size - 1).at() <= at) {
            return size; // nearly everything arrives in order
        }
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (ascending.get(middle).at() <= at) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    void add(Sample sample) {
        ascending.add(countUntil(sample.at()), sample);
        if (ascending.size() > MOST) {
            ascending.remove(0);
        }
        gridMillis = grid();
    }

    /** {@return the same record of the device seen before: by its number where it has one, else by its time} */
    Optional<Sample> same(long at, OptionalLong sequence) {
        if (sequence.isPresent()) {
            for (int i = ascending.size() - 1; i >= 0; i--) {
                if (ascending.get(i).sequence().equals(sequence)) {
                    return Optional.of(ascending.get(i));
                }
                if (ascending.get(i).at() < at - LONGEST_GRID) {
                    break; // a clock put right moves a time by seconds
                }
            }
            return Optional.empty();
        }
        int until = countUntil(at);
        return until > 0 && ascending.get(until - 1).at() == at
                ? Optional.of(ascending.get(until - 1))
                : Optional.empty();
    }

    /** {@return the sample nearest to a time, if it is no further away than that} */
    Optional<Sample> nearest(long at, long within) {
        int after = countUntil(at);
        Sample found = after > 0 ? ascending.get(after - 1) : null;
        if (after < ascending.size() && (found == null || ascending.get(after).at() - at < at - found.at())) {
            found = ascending.get(after);
        }
        return found != null && Math.abs(found.at() - at) <= within ? Optional.of(found) : Optional.empty();
    }

    /** {@return the samples of [from, until], at most so many of the newest, ascending} */
    List<Sample> between(long from, long until, int most) {
        int end = countUntil(until);
        int begin = Math.max(countUntil(from - 1), end - most);
        return ascending.subList(Math.min(begin, end), end);
    }

    /** {@return the sensor's sampling grid in milliseconds, as its own samples show it} */
    long gridMillis() {
        return gridMillis;
    }

    /** {@return the grid as it will be with one sample more} */
    long gridMillisWith(long at) {
        int after = countUntil(at);
        long grid = gridMillis;
        if (after > 0 && at - ascending.get(after - 1).at() >= SHORTEST_GRID) {
            grid = Math.min(grid, at - ascending.get(after - 1).at());
        }
        if (after < ascending.size() && ascending.get(after).at() - at >= SHORTEST_GRID) {
            grid = Math.min(grid, ascending.get(after).at() - at);
        }
        return grid;
    }

    /** The shortest distance between neighbours, but of many not the very shortest: one odd scan makes no grid. */
    private long grid() {
        int size = ascending.size();
        int n = 0;
        for (int i = size - 1; i > 0 && n < GRID_FROM; i--) {
            long gap = ascending.get(i).at() - ascending.get(i - 1).at();
            if (gap >= SHORTEST_GRID) {
                gaps[n++] = gap;
            }
        }
        if (n == 0) {
            return USUAL_GRID;
        }
        Arrays.sort(gaps, 0, n);
        return Math.min(gaps[n >= 8 ? 1 : 0], LONGEST_GRID);
    }
}
