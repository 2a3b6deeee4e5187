package org.hearthgate.forecast.tribuo.internal.boosting;

import java.util.Arrays;

/** Rows to learn from, as bins, feature by feature: a byte a value. Not thread-safe while it is filled. */
public final class Columns {
    private final Bins bins;
    private byte[][] codes;
    private int size;

    public Columns(Bins bins) {
        this.bins = bins;
        this.codes = new byte[bins.features()][1024];
    }

    public void add(float[] row) {
        makeRoom(1);
        for (int f = 0; f < codes.length; f++) {
            codes[f][size] = (byte) bins.code(f, row[f]);
        }
        size++;
    }

    /** Adds those rows of another whose target is known. */
    public void addKnown(Columns other, float[] targets) {
        int known = 0;
        for (int i = 0; i < other.size; i++) {
            known += Float.isNaN(targets[i]) ? 0 : 1;
        }
        makeRoom(known);
        for (int f = 0; f < codes.length; f++) {
            int at = size;
            for (int i = 0; i < other.size; i++) {
                if (!Float.isNaN(targets[i])) {
                    codes[f][at++] = other.codes[f][i];
                }
            }
        }
        size += known;
    }

    private void makeRoom(int more) {
        if (size + more > codes[0].length) {
            int room = Math.max(size + more, size + (size >> 1));
            codes = Arrays.stream(codes).map(some -> Arrays.copyOf(some, room)).toArray(byte[][]::new);
        }
    }

    public int size() {
        return size;
    }

    public Bins bins() {
        return bins;
    }

    byte[] codes(int feature) {
        return codes[feature];
    }
}
