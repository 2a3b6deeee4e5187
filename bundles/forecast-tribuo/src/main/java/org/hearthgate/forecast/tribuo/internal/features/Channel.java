package org.hearthgate.forecast.tribuo.internal.features;

import java.util.Arrays;

/** Values by the minute, ascending, one for each minute. Not thread-safe. */
public final class Channel {
    private int[] minutes = new int[64];
    private float[] values = new float[64];
    private int size;

    public int size() {
        return size;
    }

    /** {@return the epoch minute of the i-th value} */
    public int minute(int i) {
        return minutes[i];
    }

    public float value(int i) {
        return values[i];
    }

    /** Keeps a value; the first one of a minute counts. {@return whether it was kept} */
    public boolean add(int minute, float value) {
        int at = size == 0 || minutes[size - 1] < minute ? size : Arrays.binarySearch(minutes, 0, size, minute);
        if (at >= 0 && at < size) {
            return false;
        }
        insert(at < 0 ? -at - 1 : at, minute, value);
        return true;
    }

    /** Adds to what the minute has already, as two doses of one minute are one. */
    public void accumulate(int minute, float value) {
        int at = Arrays.binarySearch(minutes, 0, size, minute);
        if (at >= 0) {
            values[at] += value;
        } else {
            insert(-at - 1, minute, value);
        }
    }

    private void insert(int at, int minute, float value) {
        if (size == minutes.length) {
            minutes = Arrays.copyOf(minutes, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        System.arraycopy(minutes, at, minutes, at + 1, size - at);
        System.arraycopy(values, at, values, at + 1, size - at);
        minutes[at] = minute;
        values[at] = value;
        size++;
    }

    /** {@return the index after the last value at or before this minute} */
    public int upTo(int minute) {
        int at = Arrays.binarySearch(minutes, 0, size, minute);
        return at >= 0 ? at + 1 : -at - 1;
    }

    /** Forgets what is before this minute. */
    public void forgetBefore(int minute) {
        int from = upTo(minute - 1);
        if (from > 0) {
            System.arraycopy(minutes, from, minutes, 0, size - from);
            System.arraycopy(values, from, values, 0, size - from);
            size -= from;
        }
    }

    /** Forgets what is at this minute or later. */
    public void forgetFrom(int minute) {
        size = upTo(minute - 1);
    }
}
