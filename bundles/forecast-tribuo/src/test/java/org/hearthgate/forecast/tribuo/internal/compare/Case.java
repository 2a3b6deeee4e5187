package org.hearthgate.forecast.tribuo.internal.compare;

import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.features.Outcome;

/**
 * One moment at which a forecast was due, and what became true.
 *
 * @param person which of the people, from 0
 * @param reading index of the newest reading
 * @param row all features
 * @param change by horizon: mg/dL, NaN where it is not known
 * @param low by horizon: 1, 0, or NaN where it is not known or low already
 */
record Case(int person, String subject, History history, int reading, float[] row, float[] change, float[] low) {
    static final int[] HORIZONS = {30, 60};

    /** @param knownBefore epoch minute; what became true then or later is not known */
    static Case of(int person, String subject, History history, int reading, int knownBefore) {
        var glucose = history.glucose;
        var change = new float[HORIZONS.length];
        var low = new float[HORIZONS.length];
        for (int h = 0; h < HORIZONS.length; h++) {
            boolean known = (long) glucose.minute(reading) + HORIZONS[h] < knownBefore;
            change[h] = known ? Outcome.glucose(glucose, reading, HORIZONS[h]) - glucose.value(reading) : Float.NaN;
            low[h] = known && glucose.value(reading) >= 70 ? Outcome.low(glucose, reading, HORIZONS[h]) : Float.NaN;
        }
        return new Case(person, subject, history, reading, Features.at(history, reading, 0), change, low);
    }

    float glucose() {
        return history.glucose.value(reading);
    }

    int minute() {
        return history.glucose.minute(reading);
    }

    float feature(String name) {
        return row[Features.names().indexOf(name)];
    }
}
