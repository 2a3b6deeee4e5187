package org.hearthgate.forecast.tribuo.internal.serve;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.forecast.FilledInput;
import org.hearthgate.api.forecast.GlucoseForecast;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.forecast.tribuo.internal.explain.Explanation;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;
import org.hearthgate.forecast.tribuo.internal.model.PathShape;
import org.hearthgate.forecast.tribuo.internal.model.PersonModel;
import org.hearthgate.forecast.tribuo.internal.model.Prediction;
import org.hearthgate.forecast.tribuo.internal.model.Prior;

/**
 * A model that speaks for one person, under a name that says what it was made of. Immutable and thread-safe.
 *
 * @param prior what other people's days teach
 * @param own what the person's own days add to it; may add nothing
 * @param name as shown, e.g. {@code people 2026-11-22 + anna 2026-11-23}
 * @param way how the path is found
 */
public record ServedModel(Prior prior, PersonModel own, String name, Way way) {
    private static final double LOWER = 0.05;
    private static final double UPPER = 0.95;

    /** How the path is found. */
    public enum Way {
        /** as the model says */
        BY_MODEL,
        /** on as it moves, fading: while the model has drifted. How wide it may be, and how likely a low is, the model still says */
        FADING
    }

    public ServedModel {
        requireNonNull(prior, "prior");
        requireNonNull(own, "own");
        requireNonNull(name, "name");
        requireNonNull(way, "way");
    }

    /** {@return what is expected so many steps of five minutes ahead, mg/dL} */
    public double mgPerDl(Prediction prediction, float[] row, int step) {
        return way == Way.BY_MODEL ? prediction.mgPerDl(step) : FadingLine.mgPerDl(row, step);
    }

    public Prediction predict(float[] row) {
        return own.predict(prior, row);
    }

    /** {@return the forecast from a reading} Its path begins at the reading, so that is also what it is as of. */
    GlucoseForecast forecast(PersonId person, Instant newestInputAt, float[] row, List<FilledInput> filled) {
        Prediction prediction = predict(row);
        var path = new ArrayList<GlucoseForecast.Point>(PathShape.STEPS);
        for (int step = 1; step <= PathShape.STEPS; step++) {
            double middle = mgPerDl(prediction, row, step);
            double moved = middle - prediction.mgPerDl(step);
            path.add(new GlucoseForecast.Point(
                    Duration.ofMinutes((long) PathShape.STEP_MINUTES * step),
                    middle,
                    Math.min(middle, prediction.edgeMgPerDl(step, LOWER) + moved),
                    Math.max(middle, prediction.edgeMgPerDl(step, UPPER) + moved)));
        }
        return new GlucoseForecast(
                person,
                newestInputAt,
                newestInputAt,
                path,
                prediction.probabilityOfLow(Horizon.MINUTES_30),
                prediction.probabilityOfLow(Horizon.MINUTES_60),
                name,
                way == Way.BY_MODEL ? Explanation.of(own, prior, row) : List.of(),
                filled);
    }
}
