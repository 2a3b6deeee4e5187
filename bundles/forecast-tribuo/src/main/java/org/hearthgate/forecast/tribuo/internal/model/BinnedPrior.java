package org.hearthgate.forecast.tribuo.internal.model;

import org.hearthgate.forecast.tribuo.internal.boosting.Columns;

/** A prior on top of which a person's own trees can be grown, for it is asked of rows that are binned already. */
public interface BinnedPrior extends Prior {
    /** The same as of the row itself; the first bins of the columns are those of this prior. */
    Outlook outlook(Horizon horizon, Columns columns, int i);

    /** {@return what is believed where nothing is known of other people} @param examples at least one */
    static BinnedPrior ofOwnDays(Examples examples) {
        return Flat.of(examples);
    }
}
