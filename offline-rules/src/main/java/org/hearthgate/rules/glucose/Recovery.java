package org.hearthgate.rules.glucose;

import java.util.List;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.observation.GlucoseReading;

/** Whether glucose is clearly on its way back: by the trend of a quarter of an hour and by its last step, so that one reading does not tell. */
final class Recovery {
    private static final double CLEARLY_MG_PER_DL_PER_MIN = 1;

    private Recovery() {}

    static boolean rising(Snapshot snapshot) {
        return moves(snapshot, 1);
    }

    static boolean falling(Snapshot snapshot) {
        return moves(snapshot, -1);
    }

    private static boolean moves(Snapshot snapshot, int up) {
        return snapshot.trend()
                        .filter(trend -> up * trend.mgPerDlPerMin() >= CLEARLY_MG_PER_DL_PER_MIN)
                        .isPresent()
                && up * lastStep(Series.upTo(snapshot)) > 0;
    }

    private static double lastStep(List<GlucoseReading> newestFirst) {
        return newestFirst.size() < 2
                ? 0
                : newestFirst.get(0).mgPerDl() - newestFirst.get(1).mgPerDl();
    }
}
