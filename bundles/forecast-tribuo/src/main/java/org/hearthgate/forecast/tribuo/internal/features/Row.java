package org.hearthgate.forecast.tribuo.internal.features;

import java.util.ArrayList;
import java.util.List;

/** Takes the features in their order; learns their names when asked to. */
final class Row {
    private final float[] values;
    private final List<String> names;
    private int at;

    private Row(float[] values, List<String> names) {
        this.values = values;
        this.names = names;
    }

    static Row into(float[] values) {
        return new Row(values, null);
    }

    /** Takes the names, and no values. */
    static Row ofNames() {
        return new Row(null, new ArrayList<>());
    }

    void put(String name, double value) {
        if (names == null) {
            values[at++] = (float) value;
        } else {
            names.add(name);
        }
    }

    /** For a feature that there is many times. */
    void put(String name, int which, double value) {
        if (names == null) {
            values[at++] = (float) value;
        } else {
            names.add(name.replace("#", Integer.toString(which)));
        }
    }

    List<String> names() {
        return List.copyOf(names);
    }

    int size() {
        return at;
    }
}
