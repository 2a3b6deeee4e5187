package org.hearthgate.forecast.tribuo.internal.serve;

import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.forecast.FilledInput;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.Runs;

/** Finds the stretches of the last hour in which nobody measured and the models see a straight line. */
final class Filled {
    private static final int BACK_MINUTES = 60;
    /** The models look every five minutes; a reading that comes two minutes later is none that is missing. */
    private static final int LONGEST_UNBROKEN_MINUTES = 7;

    private Filled() {}

    /** {@return them, oldest first} @param newest index of the reading that is looked back from */
    static List<FilledInput> of(Channel glucose, int newest) {
        var filled = new ArrayList<FilledInput>();
        for (int i = newest; i > 0 && glucose.minute(newest) - glucose.minute(i) < BACK_MINUTES; i--) {
            int apart = glucose.minute(i) - glucose.minute(i - 1);
            if (apart > LONGEST_UNBROKEN_MINUTES && apart <= Runs.LONGEST_STEP_MINUTES) {
                filled.add(0, new FilledInput(Minutes.start(glucose.minute(i - 1)), Minutes.start(glucose.minute(i))));
            }
        }
        return filled;
    }
}
