package org.hearthgate.forecast.tribuo.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hearthgate.forecast.tribuo.internal.boosting.Bins;
import org.hearthgate.forecast.tribuo.internal.boosting.Booster;
import org.hearthgate.forecast.tribuo.internal.boosting.Booster.Loss;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.features.Runs;

/**
 * Learns the model for everybody: the people in turn are put into groups, and each member learns from all groups but one. How sure a member
 * may be, how wide its intervals are and how its path bends is then learned from forecasts of people by members that had not seen them.
 */
public final class PopulationTraining {
    /**
     * Whose days are learned from.
     *
     * @param knownBefore epoch minute; nothing that became true then or later is used
     * @param clockAheadMinutes of UTC
     */
    public record Person(String id, History history, int knownBefore, int clockAheadMinutes) {}

    private static final int ROWS_FOR_BINS = 2_000;
    /**
     * How much is learned.
     *
     * @param change trees for the change
     * @param low trees for the low
     * @param spread trees for how far off the change is
     */
    public record Size(Booster change, Booster low, Booster spread) {
        /** What is shipped is made so. */
        public static final Size USUAL = new Size(
                new Booster(Loss.SQUARES, 400, 31, 300, 0.05, 5, 0.5, 0.4, 1),
                new Booster(Loss.LOGISTIC, 300, 15, 300, 0.045, 5, 0.5, 0.3, 2),
                new Booster(Loss.SQUARES, 60, 12, 500, 0.1, 5, 0.2, 0.4, 3));
        /** For a few days of a few people: quick, and not good. */
        public static final Size SMALL = new Size(
                new Booster(Loss.SQUARES, 40, 8, 20, 0.15, 5, 0.5, 0.4, 1),
                new Booster(Loss.LOGISTIC, 30, 6, 20, 0.15, 5, 0.5, 0.4, 2),
                new Booster(Loss.SQUARES, 10, 6, 50, 0.2, 5, 0.5, 0.4, 3));
    }

    private final List<Person> people;
    private final int groups;
    private final Size size;
    private final Work work;
    private final Consumer<String> progress;
    private final List<Examples> examples = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    /** by person: what the member said that had not seen them */
    private final List<Unseen> unseen = new ArrayList<>();

    private PopulationTraining(List<Person> people, int groups, Size size, Work work, Consumer<String> progress) {
        this.people = people;
        this.groups = groups;
        this.size = size;
        this.work = work;
        this.progress = progress;
    }

    /**
     * {@return the model} The same people in the same order make the same model.
     *
     * @param groups at least 2, at most as many as people
     * @param progress is told a line now and then
     */
    public static PopulationModel train(
            String name,
            List<Person> people,
            int groups,
            Size size,
            List<String> sources,
            Work work,
            Consumer<String> progress) {
        if (groups < 2 || groups > people.size()) {
            throw new IllegalArgumentException("as many groups as there are people at most, and 2 at least; were "
                    + groups + " of " + people.size());
        }
        return new PopulationTraining(people, groups, size, work, progress).model(name, sources);
    }

    private PopulationModel model(String name, List<String> sources) {
        Bins bins = bins();
        long readings = 0;
        for (Person person : people) {
            Examples some = Examples.of(
                    person.history(), bins, Integer.MIN_VALUE + 1, person.knownBefore(), person.clockAheadMinutes());
            examples.add(some);
            readings += some.size();
        }
        progress.accept(readings + " moments of " + people.size() + " people");
        for (int group = 0; group < groups; group++) {
            members.add(member(bins, group));
        }
        for (int p = 0; p < people.size(); p++) {
            unseen.add(new Unseen(members.get(p % groups), examples.get(p)));
        }
        for (int group = 0; group < groups; group++) {
            spreads(members.get(group), group);
        }
        for (int p = 0; p < people.size(); p++) {
            unseen.get(p).measureSpread();
        }
        for (int group = 0; group < groups; group++) {
            judge(members.get(group), group);
            members.get(group).path = path(group);
        }
        return new PopulationModel(bins, members, new Provenance(name, leftOut(), readings, sources));
    }

    private List<Set<String>> leftOut() {
        var leftOut = new ArrayList<Set<String>>();
        for (int group = 0; group < groups; group++) {
            var ids = new TreeSet<String>();
            for (int p = group; p < people.size(); p += groups) {
                ids.add(people.get(p).id());
            }
            leftOut.add(ids);
        }
        return leftOut;
    }

    private Bins bins() {
        var rows = new ArrayList<float[]>();
        for (int p = 0; p < people.size(); p++) {
            Person person = people.get(p);
            int most = person.history().glucose.upTo(person.knownBefore() - 1);
            var random = new Random(p);
            for (int k = 0; k < ROWS_FOR_BINS && most > 0; k++) {
                int i = random.nextInt(most);
                if (Runs.minutes(person.history().glucose, i) >= Runs.LEAST_RUN_MINUTES) {
                    rows.add(Features.at(person.history(), i, person.clockAheadMinutes()));
                }
            }
        }
        return Bins.of(rows.toArray(float[][]::new), Features.ofGlucose());
    }

    private Member member(Bins bins, int group) {
        var member = new Member(Stage.empty(bins));
        for (Horizon horizon : Horizon.values()) {
            int h = horizon.ordinal();
            TrainingSet set = everybodyBut(group, some -> some.change[h]);
            size.change().add(member.stage.change.get(horizon), set.columns(), set.targets(), set.zeros(), work);
            progress.accept("member " + (group + 1) + " of " + groups + ", change in " + horizon.minutes() + " min");
            set = everybodyBut(group, some -> some.low[h]);
            double[] sums = set.zeros();
            Arrays.fill(sums, set.logOdds());
            member.logOddsOfAll.put(horizon, set.logOdds());
            size.low().add(member.stage.low.get(horizon), set.columns(), set.targets(), sums, work);
            progress.accept("member " + (group + 1) + " of " + groups + ", low within " + horizon.minutes() + " min");
        }
        return member;
    }

    private void spreads(Member member, int group) {
        for (Horizon horizon : Horizon.values()) {
            var set = new TrainingSet(member.stage.bins());
            for (int p = 0; p < people.size(); p++) {
                if (p % groups != group) {
                    set.add(examples.get(p).columns, unseen.get(p).off(horizon));
                }
            }
            size.spread().add(member.spread.get(horizon), set.columns(), set.targets(), set.zeros(), work);
        }
    }

    private TrainingSet everybodyBut(int group, Function<Examples, float[]> targets) {
        var set = new TrainingSet(examples.get(0).columns.bins());
        for (int p = 0; p < people.size(); p++) {
            if (p % groups != group) {
                set.add(examples.get(p).columns, targets.apply(examples.get(p)));
            }
        }
        return set;
    }

    private void judge(Member member, int group) {
        for (Horizon horizon : Horizon.values()) {
            var judgement = new Judgement();
            for (int p = 0; p < people.size(); p++) {
                if (p % groups != group) {
                    judgement.take(unseen.get(p), horizon);
                }
            }
            member.intervals.put(horizon, judgement.intervals());
            member.scaling.put(horizon, judgement.scaling());
        }
    }

    private PathShape path(int group) {
        var fit = new PathFit();
        eachPathCase(group, fit::take);
        PathShape shape = fit.shape();
        eachPathCase(group, path -> fit.measure(shape, path));
        return fit.withSpreads(shape);
    }

    private void eachPathCase(int group, Consumer<PathFit.Case> consumer) {
        for (int p = 0; p < people.size(); p++) {
            if (p % groups != group) {
                PathFit.cases(people.get(p), members.get(p % groups), consumer);
            }
        }
    }
}
