package org.hearthgate.api.forecast;

import org.hearthgate.api.observation.PersonId;
import org.osgi.annotation.versioning.ProviderType;

/** What is forecast now, for pages and exchange. Thread-safe; answers from memory. */
@ProviderType
public interface Forecasts {
    /** {@return the newest forecast, or why there is none} A person who is not known has no readings. */
    ForecastAnswer now(PersonId person);
}
