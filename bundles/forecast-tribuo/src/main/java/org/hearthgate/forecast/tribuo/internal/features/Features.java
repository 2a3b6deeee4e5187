package org.hearthgate.forecast.tribuo.internal.features;

import java.util.List;

/**
 * What a model sees of a person at one reading: a pure function of the fortnight up to it, the same for training and for serving, so that
 * both see the same bits. Features of glucose alone come first; a model for everybody sees only those. NaN where something is not known.
 */
public final class Features {
    /** Nothing older than this is looked at. */
    public static final int LOOKS_BACK_MINUTES = 14 * 1440;

    private static final List<String> GLUCOSE_NAMES;
    private static final List<String> NAMES;

    static {
        var example = new History();
        example.glucose.add(0, 100);
        Row names = Row.ofNames();
        GlucoseFeatures.put(names, example.glucose, 0, 0);
        GLUCOSE_NAMES = names.names();
        ContextFeatures.put(names, example, 0);
        NAMES = names.names();
    }

    private Features() {}

    /** {@return how many features are of glucose alone} */
    public static int ofGlucose() {
        return GLUCOSE_NAMES.size();
    }

    /** {@return all of them, in their order} */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * {@return the features at one reading}
     *
     * @param newest the index of that reading; nothing that is stamped later is looked at
     * @param clockAheadMinutes what the clock on the wall shows more than UTC
     */
    public static float[] at(History history, int newest, int clockAheadMinutes) {
        var values = new float[NAMES.size()];
        Row row = Row.into(values);
        GlucoseFeatures.put(row, history.glucose, newest, clockAheadMinutes);
        ContextFeatures.put(row, history, history.glucose.minute(newest));
        return values;
    }
}
