package org.hearthgate.forecast.tribuo.internal.nightly;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.Outcome;
import org.hearthgate.forecast.tribuo.internal.linear.LinearPrior;
import org.hearthgate.forecast.tribuo.internal.model.PopulationModel;
import org.hearthgate.forecast.tribuo.internal.serve.ServedModel;

/** A virtual person learns for six weeks, then insulin works differently for a week. {@code main} prints the table of several people. */
final class Illness {
    private static final int LEARNS_DAYS = 42;
    private static final int ILL_DAYS = 7;
    private static final int JUDGED_AFTER_MINUTES = 2 * 1440;
    private static final int STEP_60 = 12;

    private Illness() {}

    /**
     * How it went. RMSE 60 min ahead in mg/dL, over the days 3 to 7.
     *
     * @param setAsideAfterHours when the own model was set aside for the first time; NaN for never
     */
    record Course(
            double setAsideAfterHours,
            double rmseOwn,
            double rmsePeople,
            double rmseRidge,
            double rmseServed,
            int changes) {}

    private record Said(int newest, double own, double people, double ridge, double served) {}

    /** {@return what six healthy weeks of somebody teach} */
    static Kept learned(PopulationModel model, long seed) {
        VirtualBody body = new VirtualBody(seed, SmallPopulation.START).lives(LEARNS_DAYS);
        Peoples peoples = Peoples.of(model, "");
        LocalDate today = LocalDate.ofInstant(Instant.ofEpochSecond(body.minute * 60L), ZoneOffset.UTC);
        Lesson lesson = new Lesson(peoples.bins(), peoples.prior(), Work.quietly(() -> false));
        return lesson.learn(body.history, Optional.empty(), body.minute, 60, today)
                .orElseThrow(() -> new AssertionError("nothing was learned of " + seed))
                .with(lesson.simple(body.history, body.minute, 60, today));
    }

    /** {@return the week after them} */
    static Course course(PopulationModel model, Kept kept, long seed, double insulinWorks) {
        VirtualBody body = new VirtualBody(seed, SmallPopulation.START).lives(LEARNS_DAYS);
        Peoples peoples = Peoples.of(model, "");
        var served = new ServedModel[1];
        var changed = new int[1];
        var standing =
                new Standing(new PersonId("virtual-" + seed), peoples, now -> served[0] = now, any -> changed[0]++);
        standing.keep(kept);
        var ridge = new LinearPrior(kept.simple().orElseThrow().all(), peoples.prior());
        int begin = body.minute;
        body.insulinWorks(insulinWorks);
        double setAside = Double.NaN;
        List<Said> all = new ArrayList<>();
        while (body.minute < begin + ILL_DAYS * 1440) {
            body.step();
            int newest = body.history.glucose.size() - 1;
            float[] row = Features.at(body.history, newest, 60);
            if (body.minute > begin + JUDGED_AFTER_MINUTES) {
                all.add(new Said(
                        newest,
                        kept.champion().predict(peoples.prior(), row).mgPerDl(STEP_60),
                        peoples.nothing().predict(peoples.prior(), row).mgPerDl(STEP_60),
                        peoples.nothing().predict(ridge, row).mgPerDl(STEP_60),
                        served[0].mgPerDl(served[0].predict(row), row, STEP_60)));
            }
            standing.made(body.history, newest, row, served[0]);
            if (Double.isNaN(setAside) && standing.isSetAside()) {
                setAside = (body.minute - begin) / 60.0;
            }
        }
        return new Course(
                setAside,
                rmse(all, body, Said::own),
                rmse(all, body, Said::people),
                rmse(all, body, Said::ridge),
                rmse(all, body, Said::served),
                changed[0]);
    }

    private static double rmse(List<Said> all, VirtualBody body, ToDoubleFunction<Said> which) {
        double sum = 0;
        int n = 0;
        for (Said one : all) {
            double came = Outcome.glucose(body.history.glucose, one.newest, 60);
            double said = which.applyAsDouble(one);
            if (!Double.isNaN(came)) {
                sum += (came - said) * (came - said);
                n++;
            }
        }
        return Math.sqrt(sum / n);
    }

    public static void main(String[] words) {
        PopulationModel people = SmallPopulation.manyKinds();
        System.out.println(
                "| person | insulin works | set aside after h | changes | RMSE 60 own | other people's | own simple | served |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (long somebody = 0; somebody < Integer.parseInt(words[0]); somebody++) {
            Kept kept = learned(people, somebody);
            for (double works : new double[] {1, 0.6}) {
                Course course = course(people, kept, somebody, works);
                System.out.printf(
                        Locale.ROOT,
                        "| %d | %.1f | %.1f | %d | %.1f | %.1f | %.1f | %.1f |%n",
                        somebody,
                        works,
                        course.setAsideAfterHours,
                        course.changes,
                        course.rmseOwn,
                        course.rmsePeople,
                        course.rmseRidge,
                        course.rmseServed);
            }
        }
    }
}
