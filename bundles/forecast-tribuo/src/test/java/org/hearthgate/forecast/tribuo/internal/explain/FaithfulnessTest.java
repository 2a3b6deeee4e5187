package org.hearthgate.forecast.tribuo.internal.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hearthgate.forecast.tribuo.internal.boosting.Bins;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.features.Runs;
import org.hearthgate.forecast.tribuo.internal.model.BinnedPrior;
import org.hearthgate.forecast.tribuo.internal.model.Examples;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;
import org.hearthgate.forecast.tribuo.internal.model.PersonModel;
import org.hearthgate.forecast.tribuo.internal.model.PersonTraining;
import org.hearthgate.forecast.tribuo.internal.model.PopulationModel;
import org.hearthgate.forecast.tribuo.internal.model.PopulationTraining;
import org.hearthgate.forecast.tribuo.internal.model.Prior;
import org.hearthgate.forecast.tribuo.internal.model.Said;
import org.hearthgate.forecast.tribuo.internal.model.Shapley;
import org.hearthgate.forecast.tribuo.internal.model.Shares;
import org.hearthgate.forecast.tribuo.internal.people.PersonFile;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class FaithfulnessTest {
    private static final Logger LOG = LoggerFactory.getLogger(FaithfulnessTest.class);
    private static final int ROWS_OF_EACH = 400;
    private static final int ROWS_FOR_VALUES = 60;

    /** What is known of somebody before their last days, and the moments of those. */
    private record Known(Prior prior, PersonModel model, List<float[]> rows) {
        Faithfulness faithfulness() {
            return new Faithfulness(model, prior, rows).of(this::shares);
        }

        Known first(int most) {
            return new Known(prior, model, rows.subList(0, Math.min(most, rows.size())));
        }

        double[] shares(float[] row) {
            Shares shares = model.shares(Said.CHANGE, prior, Horizon.MINUTES_30, row);
            return IntStream.range(0, row.length).mapToDouble(shares::of).toArray();
        }
    }

    private static Known known(History history, int split, PopulationModel populationOrNull, PersonTraining training) {
        Bins own = Examples.bins(history, split, 0);
        Bins bins = populationOrNull == null ? own : populationOrNull.bins().with(own);
        Examples examples = Examples.of(history, bins, Integer.MIN_VALUE + 1, split, 0);
        BinnedPrior prior =
                populationOrNull == null ? BinnedPrior.ofOwnDays(examples) : populationOrNull.of("somebody new");
        PersonModel model = training.train(examples, prior, Work.withAllCores());
        var rows = new ArrayList<float[]>();
        int from = history.glucose.upTo(split);
        int step = Math.max(1, (history.glucose.size() - from) / ROWS_OF_EACH);
        for (int i = from; i < history.glucose.size(); i += step) {
            if (Runs.minutes(history.glucose, i) >= Runs.LEAST_RUN_MINUTES) {
                rows.add(Features.at(history, i, 0));
            }
        }
        return new Known(prior, model, rows);
    }

    @Test
    void what_is_named_first_moves_the_forecast_as_said_and_another_topic_moves_it_less() {
        Faithfulness all = null;
        for (int seed = 1; seed <= 3; seed++) {
            PopulationTraining.Person person = InventedPerson.of(seed, 24);
            int split = person.knownBefore() - 6 * 1440;
            Faithfulness of =
                    known(person.history(), split, null, PersonTraining.ALONE).faithfulness();
            all = all == null ? of : all.plus(of);
        }
        LOG.info("Invented people: {}", all);

        assertThat(all.tested).isGreaterThan(200);
        assertThat((double) all.movedAsSaid / all.tested).isGreaterThan(0.9);
        assertThat((double) all.movedMoreThanAnother / all.tested).isGreaterThan(0.8);
    }

    @Test
    void on_real_people_as_well_and_whether_shapley_values_would_be_more_faithful() throws IOException {
        String data = System.getProperty("forecast.data");
        assumeTrue(data != null, "give -Dforecast.data=FOLDER to ask real people");
        List<Path> people = people(Path.of(data));
        var learnedFrom = new ArrayList<PopulationTraining.Person>();
        for (int p = 0; p < people.size(); p += 2) {
            PersonFile file = PersonFile.read(people.get(p));
            learnedFrom.add(
                    new PopulationTraining.Person(people.get(p).toString(), file.history(), file.minuteAfter(0.7), 0));
        }
        PopulationModel population = PopulationTraining.train(
                "trial", learnedFrom, 2, PopulationTraining.Size.USUAL, List.of(), Work.withAllCores(), LOG::info);
        Faithfulness paths = null;
        Faithfulness pathsOfFew = null;
        Faithfulness shapley = null;
        long nanosOfPaths = 0;
        long nanosOfValues = 0;
        for (int p = 1; p < people.size(); p += 2) {
            PersonFile file = PersonFile.read(people.get(p));
            Known known = known(file.history(), file.minuteAfter(0.7), population, PersonTraining.ON_TOP);
            Faithfulness of = known.faithfulness();
            LOG.info("{}: {}", people.get(p).getFileName(), of);
            paths = paths == null ? of : paths.plus(of);
            var values = new Shapley(population, known.model(), known.rows().toArray(float[][]::new));
            var few = known.first(ROWS_FOR_VALUES);
            long from = System.nanoTime();
            Faithfulness byPaths = few.faithfulness();
            long then = System.nanoTime();
            Faithfulness byValues = new Faithfulness(few.model(), few.prior(), few.rows()).of(values::shares);
            nanosOfValues += System.nanoTime() - then;
            nanosOfPaths += then - from;
            pathsOfFew = pathsOfFew == null ? byPaths : pathsOfFew.plus(byPaths);
            shapley = shapley == null ? byValues : shapley.plus(byValues);
        }
        LOG.info("Shares by the path: {}", paths);
        LOG.info("The same, fewer:    {}; {} ms in all", pathsOfFew, nanosOfPaths / 1_000_000);
        LOG.info("Shapley values:     {}; {} ms in all", shapley, nanosOfValues / 1_000_000);

        assertThat((double) paths.movedAsSaid / paths.tested).isGreaterThan(0.9);
    }

    /** Every fourth of the people to learn from, so that this ends within minutes. */
    private static List<Path> people(Path data) throws IOException {
        var people = new ArrayList<Path>();
        List<String> lines = Files.readAllLines(data.resolve("splits.csv"));
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            Path file = data.resolve("sets").resolve(cells[0]).resolve(cells[1] + ".csv");
            boolean isPerson = !cells[0].startsWith("sim") && !cells[0].startsWith("bigideas");
            if (cells[2].equals("dev") && isPerson && i % 4 == 0 && Files.isRegularFile(file)) {
                people.add(file);
            }
        }
        return people;
    }
}
