package org.hearthgate.forecast.tribuo.internal.nightly;

import java.time.LocalDate;
import java.util.Optional;
import org.hearthgate.forecast.tribuo.internal.boosting.Bins;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.linear.LinearExamples;
import org.hearthgate.forecast.tribuo.internal.linear.LinearModels;
import org.hearthgate.forecast.tribuo.internal.linear.LinearTraining;
import org.hearthgate.forecast.tribuo.internal.model.BinnedPrior;
import org.hearthgate.forecast.tribuo.internal.model.Examples;
import org.hearthgate.forecast.tribuo.internal.model.Parts;
import org.hearthgate.forecast.tribuo.internal.model.PersonModel;
import org.hearthgate.forecast.tribuo.internal.model.PersonTraining;
import org.hearthgate.forecast.tribuo.internal.model.Prior;
import org.hearthgate.forecast.tribuo.internal.model.Recalibration;

/**
 * One person's learning: a challenger, and whether it may take the champion's place. The two are compared by their twins, which have not
 * learned from the week on which they are judged, so that neither has seen the answers.
 */
public final class Lesson {
    /** Older days say little of what a body does now. */
    public static final int MOST_DAYS = 90;

    static final int JUDGED_DAYS = 7;
    static final int CALIBRATED_DAYS = 14;
    private static final int A_DAY = 1440;

    private final Bins peoplesBins;
    private final BinnedPrior prior;
    private final Work work;

    /** @param peoplesBins of the model for everybody, by which the prior reads its rows */
    public Lesson(Bins peoplesBins, BinnedPrior prior, Work work) {
        this.peoplesBins = peoplesBins;
        this.prior = prior;
        this.work = work;
    }

    /** {@return how many days a history spans until a minute} */
    static double days(History history, int now) {
        return history.glucose.size() == 0 ? 0 : (now - history.glucose.minute(0)) / (double) A_DAY;
    }

    /**
     * {@return what takes the place of what was known; empty where that stays}
     *
     * @param known what speaks now; empty while other people's days alone do
     * @param now the minute up to which the history goes
     */
    public Optional<Kept> learn(
            History history, Optional<Kept> known, int now, int clockAheadMinutes, LocalDate today) {
        int week = now - JUDGED_DAYS * A_DAY;
        int from = now - MOST_DAYS * A_DAY;
        Bins bins = peoplesBins.with(Examples.bins(history, now, clockAheadMinutes));
        work.goOn();
        Examples earlier = Examples.of(history, bins, from, week, clockAheadMinutes);
        var remembered = new RememberedPrior(prior, history.glucose.size());
        PersonModel twin = PersonTraining.ON_TOP.train(earlier, remembered, work);
        PersonModel holder = known.map(Kept::twin).orElseGet(() -> PersonModel.nothing(peoplesBins, prior));
        Contest champion = Contest.of(holder, prior, history, week, now, clockAheadMinutes, work);
        for (Share share : Share.values()) {
            PersonModel challenger = share.of(twin, prior);
            if (Contest.of(challenger, prior, history, week, now, clockAheadMinutes, work)
                    .isNotWorseThan(champion)) {
                PersonModel all = PersonTraining.ON_TOP.train(
                        Examples.of(history, bins, from, now, clockAheadMinutes), remembered, work);
                return Optional.of(new Kept(share.of(all, prior), challenger, today, known.flatMap(Kept::simple)));
            }
        }
        return Optional.empty();
    }

    /** How much of what was learned is to speak: a week with few lows says little of those, and a lot of the course. */
    private enum Share {
        ALL(true, true),
        COURSE(true, false),
        LOWS(false, true);

        private final boolean change;
        private final boolean low;

        Share(boolean change, boolean low) {
            this.change = change;
            this.low = low;
        }

        PersonModel of(PersonModel learned, Prior prior) {
            return Parts.only(learned, prior, change, low);
        }
    }

    /** {@return the simple model of the same days; empty where they teach none} Nothing is contested: it only speaks where it is better. */
    public Optional<Simple> simple(History history, int now, int clockAheadMinutes, LocalDate today) {
        Optional<LinearModels> twin = simple(history, now, now - JUDGED_DAYS * A_DAY, clockAheadMinutes);
        Optional<LinearModels> all = simple(history, now, now, clockAheadMinutes);
        return twin.flatMap(early -> all.map(late -> new Simple(late, early, today)));
    }

    private Optional<LinearModels> simple(History history, int now, int until, int clockAheadMinutes) {
        work.goOn();
        int from = now - MOST_DAYS * A_DAY;
        return LinearTraining.train(
                LinearExamples.of(history, from, until, clockAheadMinutes, LinearExamples.MOST), work);
    }

    /** {@return who speaks, as sure and as wide as the last fortnight allows} For after a change: an illness, another weight. */
    PersonModel recalibrated(Standing.Speaker speaker, History history, int now, int clockAheadMinutes) {
        return Recalibration.of(
                speaker.model(), speaker.prior(), history, now - CALIBRATED_DAYS * A_DAY, now, clockAheadMinutes, work);
    }
}
