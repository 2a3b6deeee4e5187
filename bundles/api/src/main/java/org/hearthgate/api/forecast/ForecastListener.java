package org.hearthgate.api.forecast;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told of each new forecast, and once when there is none any more. Called on the forecasts' thread: hand over and return. */
@ConsumerType
public interface ForecastListener {
    void forecast(ForecastAnswer answer);
}
