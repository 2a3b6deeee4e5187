package org.hearthgate.forecast.tribuo.internal.people;

import java.io.IOException;
import org.hearthgate.forecast.tribuo.internal.boosting.Bins;
import org.hearthgate.forecast.tribuo.internal.boosting.Booster;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.features.Runs;
import org.hearthgate.forecast.tribuo.internal.model.BinnedPrior;
import org.hearthgate.forecast.tribuo.internal.model.Examples;
import org.hearthgate.forecast.tribuo.internal.model.PersonModel;
import org.hearthgate.forecast.tribuo.internal.model.PersonTraining;
import org.hearthgate.forecast.tribuo.internal.model.PopulationModel;
import org.hearthgate.forecast.tribuo.internal.model.Prediction;
import org.hearthgate.forecast.tribuo.internal.model.Prior;

/** Forecasts at each reading of a person's last 30 % at which one is due, by what was known before it. */
final class PeopleForecast {
    /** Of the days, what is learned from; the rest is foretold. */
    static final double TRAIN_SHARE = 0.7;

    /** From whom it is learned. */
    enum Mode {
        /** the person's own days alone */
        PERSONAL,
        /** other people alone */
        POPULATION,
        /** other people, and the person's own days on top */
        ADAPTED
    }

    /** Is told every forecast, in the order of time. */
    @FunctionalInterface
    interface Forecasts {
        /** @param at the index of the reading at which it is made */
        void take(int at, Prediction prediction) throws IOException;
    }

    /**
     * What came of one person.
     *
     * @param due readings at which the protocol wants a forecast
     * @param given forecasts
     * @param lessons moments of their own that were learned from
     */
    record Outcome(int due, int given, int lessons) {}

    private final Mode mode;
    private final PopulationModel population;
    private final Work work;
    private final long seed;

    /**
     * @param population may be null where the mode is personal
     * @param seed 0 for the one that the figures are of
     */
    PeopleForecast(Mode mode, PopulationModel population, Work work, long seed) {
        this.mode = mode;
        this.population = population;
        this.work = work;
        this.seed = seed;
    }

    /** Tells a person's forecasts. */
    Outcome forecast(Splits.Person person, PersonFile file, Forecasts forecasts) throws IOException {
        History history = file.history();
        if (history.glucose.size() == 0) {
            return new Outcome(0, 0, 0);
        }
        int split = file.minuteAfter(TRAIN_SHARE);
        BinnedPrior others = mode == Mode.PERSONAL ? null : population.of(person.id());
        if (mode == Mode.POPULATION) {
            return tell(history, split, others, PersonModel.nothing(population.bins(), others), 0, forecasts);
        }
        Bins bins = Examples.bins(history, split, 0);
        Examples examples = Examples.of(
                history, others == null ? bins : population.bins().with(bins), Integer.MIN_VALUE + 1, split, 0);
        if (others == null && examples.size() == 0) {
            return new Outcome(
                    tell(history, split, null, null, 0, (at, none) -> {}).due(), 0, 0);
        }
        BinnedPrior prior = others == null ? BinnedPrior.ofOwnDays(examples) : others;
        PersonModel model = seeded(others == null ? PersonTraining.ALONE : PersonTraining.ON_TOP)
                .train(examples, prior, work);
        return tell(history, split, prior, model, examples.size(), forecasts);
    }

    private static Outcome tell(
            History history, int split, Prior prior, PersonModel model, int lessons, Forecasts forecasts)
            throws IOException {
        Channel glucose = history.glucose;
        int due = 0;
        for (int i = glucose.upTo(split - 1); i < glucose.size(); i++) {
            if (Runs.minutes(glucose, i) >= Runs.LEAST_RUN_MINUTES) {
                forecasts.take(i, model == null ? null : model.predict(prior, Features.at(history, i, 0)));
                due++;
            }
        }
        return new Outcome(due, due, lessons);
    }

    private PersonTraining seeded(PersonTraining training) {
        return new PersonTraining(seeded(training.change()), seeded(training.low()));
    }

    private Booster seeded(Booster booster) {
        return new Booster(
                booster.loss(),
                booster.count(),
                booster.leaves(),
                booster.leastRows(),
                booster.rate(),
                booster.ridge(),
                booster.rows(),
                booster.features(),
                booster.seed() + 1_000 * seed);
    }
}
