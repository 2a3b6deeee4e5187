package org.hearthgate.forecast.tribuo.internal.people;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.model.PopulationModel;

/**
 * Chooses from which probability the rule {@code predicted-low} calls, by a budget of false calls, on the first 70 % of some people's days.
 * Of the last 30 % only the time of the last reading is looked at, which says where they begin. Person by person; deterministic.
 */
final class ThresholdRun {
    private static final double USUAL_FALSE_A_WEEK = 2;
    private static final int MOST_FALSE_A_WEEK = 100;

    private final Request request;
    private final Consumer<String> progress;
    private final FalseAlarms alarms = new FalseAlarms();

    private int peopleLearnedFrom;

    ThresholdRun(Request request, Consumer<String> progress) {
        this.request = request;
        this.progress = progress;
    }

    /** {@return what is to be said of it} */
    List<String> choose() throws IOException, Request.BadData {
        double budget = request.decimal("false-alarms-a-week", USUAL_FALSE_A_WEEK, 0, MOST_FALSE_A_WEEK);
        if (!request.part().equals("dev")) {
            throw new IllegalArgumentException("--only must be dev, was " + request.part()
                    + ": settings are chosen by people that are not kept for judging them");
        }
        Study study = Study.of(request, progress);
        PopulationModel population = Population.of(request.path("population"));
        for (Splits.Person person : study.people()) {
            Optional<PersonFile> file = study.read(person, progress);
            if (file.isPresent()) {
                take(person, file.get(), population);
            }
        }
        CallTally any = alarms.from(FalseAlarms.LEAST_PERCENT);
        if (any.days() == 0) {
            throw new Request.BadData("nobody has forecasts in the first 70 % of their days: give people with some days"
                    + " of readings, 20 min apart at most");
        }
        OptionalInt chosen = alarms.within(budget);
        var told = new ArrayList<String>();
        told.add(String.format(
                Locale.ROOT,
                "%d people, %.0f person-days with forecasts of the first 70 %% of their time, %d lows; model '%s': %d of these"
                        + " judged only by members that left them out, %d new to the model",
                alarms.people(),
                any.days(),
                any.lows(),
                population.provenance().name(),
                peopleLearnedFrom,
                alarms.people() - peopleLearnedFrom));
        told.add("");
        told.addAll(ThresholdTable.of(alarms, chosen));
        told.add("");
        told.add(choice(chosen, budget));
        return told;
    }

    static String choice(OptionalInt chosen, double budget) {
        String within = String.format(Locale.ROOT, "%s false calls per person and week", decimal(budget));
        return chosen.isEmpty()
                ? "no whole per cent up to " + FalseAlarms.MOST_PERCENT / 100.0 + " keeps within " + within
                        + ": state a larger budget with --false-alarms-a-week"
                : String.format(
                        Locale.ROOT,
                        "chosen: from %.2f, over below %.2f: the most sensitive that keeps within %s",
                        chosen.getAsInt() / 100.0,
                        PredictedLowCalls.overBelow(chosen.getAsInt() / 100.0),
                        within);
    }

    private static String decimal(double number) {
        return number == Math.rint(number) ? Integer.toString((int) number) : Double.toString(number);
    }

    private void take(Splits.Person person, PersonFile file, PopulationModel population) {
        long began = System.nanoTime();
        History days = file.history();
        if (days.glucose.size() > 0) {
            days.forgetFrom(file.minuteAfter(PeopleForecast.TRAIN_SHARE));
        }
        Foretold foretold = Foretold.by(population.of(person.id()), days);
        alarms.take(foretold);
        boolean learnedFrom = population.provenance().learnedFrom(person.id());
        peopleLearnedFrom += learnedFrom ? 1 : 0;
        progress.accept(String.format(
                Locale.ROOT,
                "%s: %d forecasts, %s, %.1f s",
                person.id(),
                foretold.forecasts(),
                learnedFrom ? "by members that left them out" : "new to the model",
                (System.nanoTime() - began) / 1e9));
    }
}
