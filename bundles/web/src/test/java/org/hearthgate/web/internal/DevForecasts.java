package org.hearthgate.web.internal;

import static org.hearthgate.testkit.Given.ANNA;

import java.time.Instant;
import org.hearthgate.api.forecast.ForecastAnswer;
import org.hearthgate.api.forecast.NoForecast;
import org.hearthgate.api.forecast.Reason;

/** What lies ahead of the made-up people; in most situations the home looks ahead of nobody. */
final class DevForecasts {
    private DevForecasts() {}

    static void moveInto(DevHub hub, String situation, Instant now) {
        var forecasts = new FakeForecasts(now);
        switch (situation) {
            case "ahead" ->
                forecasts.saying(FakeForecasts.of(
                        ANNA,
                        now,
                        118,
                        86,
                        0.03,
                        0.19,
                        new Reason(Reason.Kind.MOVEMENT, -1.4, -14),
                        new Reason(Reason.Kind.INSULIN, 1.42, -7),
                        new Reason(Reason.Kind.STEPS, 1830, -4)));
            case "ahead-low", "low" -> {
                double from = situation.equals("low") ? 64 : 84;
                forecasts.saying(FakeForecasts.of(
                        ANNA,
                        now,
                        from,
                        from - 26,
                        0.52,
                        0.71,
                        new Reason(Reason.Kind.MOVEMENT, -1.9, -17),
                        new Reason(Reason.Kind.INSULIN, 2.3, -6)));
            }
            case "high" ->
                forecasts.saying(FakeForecasts.of(
                        ANNA,
                        now,
                        291,
                        318,
                        0,
                        0.001,
                        new Reason(Reason.Kind.MOVEMENT, 1.4, 17),
                        new Reason(Reason.Kind.MEAL, 24, 6)));
            case "no-forecast" -> forecasts.saying(ForecastAnswer.none(ANNA, now, NoForecast.AFTER_A_GAP));
            case "warm-up" -> forecasts.saying(ForecastAnswer.none(ANNA, now, NoForecast.SENSOR_WARM_UP));
            case "stale", "no-data" -> forecasts.saying(ForecastAnswer.none(ANNA, now, NoForecast.STALE));
            default -> {
                return;
            }
        }
        hub.servlet.forecasts = forecasts;
    }
}
