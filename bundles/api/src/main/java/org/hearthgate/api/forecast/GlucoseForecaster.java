package org.hearthgate.api.forecast;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.PersonId;
import org.osgi.annotation.versioning.ProviderType;

/** Looks ahead. Optional on every hub: no rule requires it, and a failing forecaster must not delay an alert. */
@ProviderType
public interface GlucoseForecaster {
    /**
     * Called on a thread that alerting keeps for it, after a commit: answer within a millisecond or two, touch no network and no disk. Rules
     * go without an answer that takes longer than some milliseconds.
     *
     * @param person whose model is wanted
     * @param readings the last hours, ascending by {@code measuredAt}, all at or before {@code asOf}
     * @param asOf the instant from which to look ahead
     * @return empty when these readings do not allow an honest forecast
     */
    Optional<GlucoseForecast> forecast(PersonId person, List<GlucoseReading> readings, Instant asOf);
}
