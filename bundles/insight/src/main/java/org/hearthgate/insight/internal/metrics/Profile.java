package org.hearthgate.insight.internal.metrics;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hearthgate.api.insight.UsualGlucose;

/** The usual day: all readings sorted into the parts of the local day, whatever day they are of. */
final class Profile {
    static final int QUARTER_HOUR = 15;
    private static final int MINUTES_A_DAY = 1440;

    private Profile() {}

    /**
     * {@return the parts of the day that have enough readings, from midnight on}
     *
     * @param minutes how long a part is; a day must be a multiple of it
     */
    static List<UsualGlucose> of(Series series, ZoneId zone, int minutes) {
        var clock = new LocalClock(zone);
        int parts = MINUTES_A_DAY / minutes;
        var part = new int[series.size()];
        var counts = new int[parts];
        for (int i = 0; i < part.length; i++) {
            part[i] = clock.minuteOfDay(series.at(i)) / minutes;
            counts[part[i]]++;
        }
        var values = new double[parts][];
        Arrays.setAll(values, p -> new double[counts[p]]);
        for (int i = 0; i < part.length; i++) {
            values[part[i]][--counts[part[i]]] = series.mgPerDl(i);
        }
        var profile = new ArrayList<UsualGlucose>();
        for (int p = 0; p < parts; p++) {
            if (values[p].length >= UsualGlucose.FEWEST) {
                profile.add(usual(LocalTime.ofSecondOfDay(p * minutes * 60L), values[p]));
            }
        }
        return profile;
    }

    private static UsualGlucose usual(LocalTime at, double[] values) {
        Arrays.sort(values);
        return new UsualGlucose(
                at,
                values.length,
                Spread.quantile(values, 0.05),
                Spread.quantile(values, 0.25),
                Spread.quantile(values, 0.50),
                Spread.quantile(values, 0.75),
                Spread.quantile(values, 0.95));
    }
}
