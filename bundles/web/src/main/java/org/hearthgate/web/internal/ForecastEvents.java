package org.hearthgate.web.internal;

import java.util.Optional;
import org.hearthgate.api.forecast.ForecastAnswer;
import org.hearthgate.api.forecast.ForecastListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells a person's readers each new forecast, and that there is none any more. On the forecasts' thread; never waits. */
@Component(configurationPid = WebConfig.PID, name = "org.hearthgate.web.forecasts", service = ForecastListener.class)
public final class ForecastEvents implements ForecastListener {
    private final LiveEvents events;

    @Activate
    public ForecastEvents(@Reference LiveEvents events) {
        this.events = events;
    }

    @Override
    public void forecast(ForecastAnswer answer) {
        events.announce(EventClient.Frame.of(
                "forecast", Audience.READERS, Optional.of(answer.person()), ForecastJson.answer(answer)));
    }
}
