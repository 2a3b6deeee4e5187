package org.hearthgate.forecast.tribuo.internal.people;

import java.io.IOException;
import java.io.Writer;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.hearthgate.forecast.tribuo.internal.boosting.Bins;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.features.Runs;
import org.hearthgate.forecast.tribuo.internal.model.Examples;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;
import org.hearthgate.forecast.tribuo.internal.model.PersonModel;
import org.hearthgate.forecast.tribuo.internal.model.PersonTraining;
import org.hearthgate.forecast.tribuo.internal.model.PopulationModel;
import org.hearthgate.forecast.tribuo.internal.model.Prediction;
import org.hearthgate.forecast.tribuo.internal.model.Prior;

/** Forecasts at each reading of a person's last 30 % at which one is due, by what was known before it. */
final class PeopleForecast {
    static final String HEAD = "subject,time_of_forecast,horizon_min,predicted_mgdl,hypo_probability\n";
    private static final double TRAIN_SHARE = 0.7;

    /** From whom it is learned. */
    enum Mode {
        /** the person's own days alone */
        PERSONAL,
        /** other people alone */
        POPULATION,
        /** other people, and the person's own days on top */
        ADAPTED
    }

    private final Mode mode;
    private final PopulationModel population;
    private final Work work;

    /** @param population may be null where the mode is personal */
    PeopleForecast(Mode mode, PopulationModel population, Work work) {
        this.mode = mode;
        this.population = population;
        this.work = work;
    }

    /** Writes a person's forecasts. {@return how many moments} */
    int write(Splits.Person person, PersonFile file, Writer out) throws IOException {
        History history = file.history();
        if (history.glucose.size() < 2) {
            return 0;
        }
        int split = file.minuteAfter(TRAIN_SHARE);
        Prior prior = mode == Mode.PERSONAL ? null : population.of(id(person));
        Bins bins = Examples.bins(history, split, 0);
        bins = prior == null ? bins : population.bins().with(bins);
        Examples examples = Examples.of(history, bins, Integer.MIN_VALUE + 1, split, 0);
        Prior before = prior == null ? Prior.ofOwnDays(examples) : prior;
        PersonModel model = mode == Mode.POPULATION
                ? PersonModel.nothing(bins, before)
                : (mode == Mode.ADAPTED ? PersonTraining.ON_TOP : PersonTraining.ALONE).train(examples, before, work);
        int moments = 0;
        Channel glucose = history.glucose;
        for (int i = glucose.upTo(split - 1); i < glucose.size(); i++) {
            if (Runs.minutes(glucose, i) >= Runs.LEAST_RUN_MINUTES) {
                write(person.subject(), glucose.minute(i), model.predict(before, Features.at(history, i, 0)), out);
                moments++;
            }
        }
        return moments;
    }

    static String id(Splits.Person person) {
        return person.set() + "/" + person.subject();
    }

    private static void write(String subject, int minute, Prediction prediction, Writer out) throws IOException {
        LocalDateTime time = LocalDateTime.ofEpochSecond(minute * 60L, 0, ZoneOffset.UTC);
        for (Horizon horizon : Horizon.values()) {
            out.write(String.format(
                    Locale.ROOT,
                    "%s,%s,%d,%.2f,%.6f%n",
                    subject,
                    time,
                    horizon.minutes(),
                    prediction.mgPerDl(horizon.minutes() / 5),
                    prediction.probabilityOfLow(horizon)));
        }
    }
}
