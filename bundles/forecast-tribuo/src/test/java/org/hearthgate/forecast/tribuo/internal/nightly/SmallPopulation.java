package org.hearthgate.forecast.tribuo.internal.nightly;

import java.util.ArrayList;
import java.util.List;
import org.hearthgate.forecast.tribuo.internal.boosting.Booster;
import org.hearthgate.forecast.tribuo.internal.boosting.Booster.Loss;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.model.PopulationModel;
import org.hearthgate.forecast.tribuo.internal.model.PopulationTraining;

/** Models for everybody from virtual people, made once for all tests. */
public final class SmallPopulation {
    public static final int START = 20_000 * 1440;

    private static final PopulationTraining.Size MIDDLING = new PopulationTraining.Size(
            new Booster(Loss.SQUARES, 120, 15, 100, 0.08, 5, 0.5, 0.4, 1),
            new Booster(Loss.LOGISTIC, 40, 8, 50, 0.1, 5, 0.5, 0.4, 2),
            PopulationTraining.Size.SMALL.spread());

    private static PopulationModel quick;

    private SmallPopulation() {}

    /** {@return one that forecasts, not well} */
    public static synchronized PopulationModel quick() {
        if (quick == null) {
            var people = new ArrayList<PopulationTraining.Person>();
            for (int p = 0; p < 4; p++) {
                VirtualBody body = new VirtualBody(100 + p, START).lives(3);
                people.add(person(p, body));
            }
            quick = train(people, PopulationTraining.Size.SMALL);
        }
        return quick;
    }

    /** {@return one that knows people of many kinds: of some, insulin works less than of others} */
    static PopulationModel manyKinds() {
        var people = new ArrayList<PopulationTraining.Person>();
        for (int p = 0; p < 10; p++) {
            VirtualBody body = new VirtualBody(100 + p, START).lives(1);
            body.insulinWorks(0.55 + 0.06 * p);
            people.add(person(p, body.lives(8)));
        }
        return train(people, MIDDLING);
    }

    private static PopulationTraining.Person person(int p, VirtualBody body) {
        return new PopulationTraining.Person("virtual/" + p, body.history, body.minute, 60);
    }

    private static PopulationModel train(List<PopulationTraining.Person> people, PopulationTraining.Size size) {
        return PopulationTraining.train(
                "people 2026-01-01", people, 2, size, List.of("virtual people"), Work.withAllCores(), line -> {});
    }
}
