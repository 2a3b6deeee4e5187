package org.hearthgate.forecast.tribuo.internal.model;

/** What is believed before a person's own trees are asked. Immutable and thread-safe. */
public interface Prior {
    Outlook outlook(Horizon horizon, float[] row);

    /** {@return how far each feature moved what is said of a horizon} The shares are the caller's own. */
    Shares shares(Said said, Horizon horizon, float[] row);

    Intervals intervals(Horizon horizon);

    PathShape path();
}
