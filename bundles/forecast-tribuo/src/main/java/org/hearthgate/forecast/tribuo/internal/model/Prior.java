package org.hearthgate.forecast.tribuo.internal.model;

import org.hearthgate.forecast.tribuo.internal.boosting.Columns;

/** What is believed before a person's own days are asked. Immutable and thread-safe. */
public interface Prior {
    Outlook outlook(Horizon horizon, float[] row);

    /** The same for a row that is binned; its first bins are those of this prior. */
    Outlook outlook(Horizon horizon, Columns columns, int i);

    /** {@return how far each feature moved what is said of a horizon} The shares are the caller's own. */
    Shares shares(Said said, Horizon horizon, float[] row);

    Intervals intervals(Horizon horizon);

    PathShape path();

    /** {@return what is believed where nothing is known of other people} @param examples at least one */
    static Prior ofOwnDays(Examples examples) {
        return Flat.of(examples);
    }
}
