package org.hearthgate.web.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.hearthgate.api.forecast.FilledInput;
import org.hearthgate.api.forecast.ForecastAnswer;
import org.hearthgate.api.forecast.Forecasts;
import org.hearthgate.api.forecast.GlucoseForecast;
import org.hearthgate.api.forecast.NoForecast;
import org.hearthgate.api.forecast.Reason;
import org.hearthgate.api.observation.PersonId;

/** Says of each person what it was told to say; of others that they have no readings. */
final class FakeForecasts implements Forecasts {
    private final Map<PersonId, ForecastAnswer> answers = new ConcurrentHashMap<>();
    private final Instant now;

    FakeForecasts(Instant now) {
        this.now = now;
    }

    FakeForecasts saying(ForecastAnswer answer) {
        answers.put(answer.person(), answer);
        return this;
    }

    @Override
    public ForecastAnswer now(PersonId person) {
        return answers.getOrDefault(person, ForecastAnswer.none(person, now, NoForecast.NO_READINGS));
    }

    /** A forecast that bends towards a value in 60 min, with a fan that opens as it does on real people. */
    static ForecastAnswer of(
            PersonId person, Instant at, double from, double to, double lowIn30, double lowIn60, Reason... reasons) {
        List<GlucoseForecast.Point> path = IntStream.rangeClosed(1, 12)
                .mapToObj(step -> {
                    double share = 1 - Math.pow(1 - step / 12.0, 1.6);
                    double median = Math.max(40, from + share * (to - from));
                    double wide = 9 * Math.sqrt(step) + 1.2 * step;
                    return new GlucoseForecast.Point(
                            Duration.ofMinutes(5L * step),
                            median,
                            Math.max(40, median - 0.9 * wide),
                            Math.min(400, median + 1.1 * wide));
                })
                .toList();
        return ForecastAnswer.of(
                new GlucoseForecast(person, at, at, path, lowIn30, lowIn60, "test 1", List.of(reasons), List.of()));
    }

    /** The same, made across a quarter of an hour without a reading. */
    static ForecastAnswer acrossAGap(ForecastAnswer whole) {
        GlucoseForecast forecast = whole.forecast().orElseThrow();
        return ForecastAnswer.of(new GlucoseForecast(
                forecast.person(),
                forecast.asOf(),
                forecast.newestInputAt(),
                forecast.path(),
                forecast.probabilityLowIn30Min(),
                forecast.probabilityLowIn60Min(),
                forecast.model(),
                forecast.reasons(),
                List.of(new FilledInput(
                        forecast.asOf().minusSeconds(1500), forecast.asOf().minusSeconds(600)))));
    }
}
