package org.hearthgate.forecast.tribuo.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hearthgate.forecast.tribuo.internal.boosting.Bins;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.features.Outcome;
import org.hearthgate.forecast.tribuo.internal.features.SomePerson;
import org.hearthgate.forecast.tribuo.internal.model.PopulationTraining.Person;
import org.hearthgate.forecast.tribuo.internal.model.PopulationTraining.Size;
import org.junit.jupiter.api.Test;

class ModelsTest {
    private static final int DAYS = 6;
    private static final int EVERYTHING = Integer.MIN_VALUE + 1;
    private static final PopulationModel PEOPLE = people(6);

    private final History anna = SomePerson.days(30, 5, 99);
    private final int split = 21 * 1440;

    private static PopulationModel people(int count) {
        var people = new ArrayList<Person>();
        for (int p = 0; p < count; p++) {
            people.add(new Person("set/" + p, SomePerson.days(DAYS, 5, p), DAYS * 1440, 0));
        }
        return PopulationTraining.train(
                "some people", people, 3, Size.SMALL, List.of("made up"), Work.withAllCores(), line -> {});
    }

    @Test
    void people_it_has_not_seen_are_foretold_better_than_by_staying_as_it_is() {
        var prior = PEOPLE.of("anna");
        PersonModel nothing = PersonModel.nothing(PEOPLE.bins(), prior);
        assertThat(error(nothing, prior)).isLessThan(0.85 * error(null, prior));
    }

    @Test
    void her_own_days_make_it_better_still() {
        var prior = PEOPLE.of("anna");
        PersonModel own = trained(prior);
        assertThat(own.isEmpty()).isFalse();
        assertThat(error(own, prior)).isLessThan(error(PersonModel.nothing(PEOPLE.bins(), prior), prior));
    }

    @Test
    void too_few_days_add_nothing() {
        var prior = PEOPLE.of("anna");
        Examples few = Examples.of(anna, PEOPLE.bins(), EVERYTHING, 1440, 0);
        assertThat(PersonTraining.ON_TOP
                        .train(few, prior, Work.quietly(() -> false))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void who_was_learned_from_is_judged_by_those_alone_that_left_her_out() {
        PopulationModel.View view = PEOPLE.of("set/4");
        assertThat(PEOPLE.provenance().leftOut().get(1)).containsExactlyInAnyOrder("set/1", "set/4");
        assertThat(view).usingRecursiveComparison().isNotEqualTo(PEOPLE.of("anna"));
        History changed = SomePerson.days(DAYS, 5, 4_000); // another life for the one who is left out
        var people = new ArrayList<Person>();
        for (int p = 0; p < 6; p++) {
            people.add(new Person("set/" + p, p == 4 ? changed : SomePerson.days(DAYS, 5, p), DAYS * 1440, 0));
        }
        PopulationModel other =
                PopulationTraining.train("others", people, 3, Size.SMALL, List.of(), Work.withAllCores(), line -> {});
        float[] row = Features.at(anna, 5_000, 0);
        Member before = PEOPLE.members.get(1);
        Member after = other.members.get(1);
        // the bins are of everybody, so that only nearly the same is learned; the trees of another group change more
        double same =
                Math.abs(before.stage.change(Horizon.MINUTES_60, row) - after.stage.change(Horizon.MINUTES_60, row));
        assertThat(same).isLessThan(6);
    }

    @Test
    void the_path_goes_through_its_forecasts_and_its_intervals_hold_it() {
        var prior = PEOPLE.of("anna");
        Prediction prediction = trained(prior).predict(prior, Features.at(anna, anna.glucose.size() - 1, 0));
        for (int step = 1; step <= 12; step++) {
            assertThat(prediction.mgPerDl(step)).isBetween(40.0, 400.0);
            assertThat(prediction.edgeMgPerDl(step, 0.05))
                    .isLessThanOrEqualTo(prediction.edgeMgPerDl(step, 0.25))
                    .isLessThanOrEqualTo(prediction.edgeMgPerDl(step, 0.95));
        }
        assertThat(width(prediction, 12)).isGreaterThan(width(prediction, 1));
        assertThat(prediction.probabilityOfLow(Horizon.MINUTES_60))
                .isGreaterThanOrEqualTo(prediction.probabilityOfLow(Horizon.MINUTES_30));
    }

    private static double width(Prediction prediction, int step) {
        return prediction.edgeMgPerDl(step, 0.95) - prediction.edgeMgPerDl(step, 0.05);
    }

    @Test
    void nine_in_ten_come_within_the_interval_of_nine_in_ten() {
        var prior = PEOPLE.of("anna");
        PersonModel own = trained(prior);
        int in = 0;
        int of = 0;
        for (int i = anna.glucose.upTo(split); i < anna.glucose.size() - 12; i++) {
            Prediction prediction = own.predict(prior, Features.at(anna, i, 0));
            float came = Outcome.glucose(anna.glucose, i, 30);
            in += came >= prediction.edgeMgPerDl(6, 0.05) && came <= prediction.edgeMgPerDl(6, 0.95) ? 1 : 0;
            of++;
        }
        assertThat((double) in / of).isBetween(0.84, 0.97);
    }

    @Test
    void what_was_written_says_the_same_when_it_is_read() throws IOException {
        PopulationModel read = ModelFile.read(new ByteArrayInputStream(written(PEOPLE)));
        assertThat(read.provenance()).isEqualTo(PEOPLE.provenance());
        var prior = PEOPLE.of("anna");
        PersonModel own = trained(prior);
        var octets = new ByteArrayOutputStream();
        ModelFile.writePerson(own, octets);
        PersonModel ownRead = ModelFile.readPerson(read.of("anna"), new ByteArrayInputStream(octets.toByteArray()));
        for (int i = 6_000; i < 6_100; i++) {
            float[] row = Features.at(anna, i, 0);
            Prediction before = own.predict(prior, row);
            Prediction after = ownRead.predict(read.of("anna"), row);
            assertThat(after.mgPerDl(12)).isEqualTo(before.mgPerDl(12));
            assertThat(after.edgeMgPerDl(3, 0.9)).isEqualTo(before.edgeMgPerDl(3, 0.9));
            assertThat(after.probabilityOfLow(Horizon.MINUTES_30))
                    .isEqualTo(before.probabilityOfLow(Horizon.MINUTES_30));
        }
    }

    @Property(tries = 200)
    void a_damaged_file_is_refused(@ForAll Random random, @ForAll @IntRange(min = 1, max = 9) int damages)
            throws IOException {
        byte[] octets = written(PEOPLE);
        int length = octets.length;
        for (int i = 0; i < damages; i++) {
            octets[10 + random.nextInt(octets.length - 10)] ^= (byte) (1 + random.nextInt(255));
        }
        if (random.nextBoolean()) {
            length = random.nextInt(octets.length);
        }
        var damaged = new ByteArrayInputStream(octets, 0, length);
        assertThatThrownBy(() -> ModelFile.read(damaged)).isInstanceOf(IOException.class);
    }

    private static byte[] written(PopulationModel model) throws IOException {
        var octets = new ByteArrayOutputStream();
        ModelFile.write(model, octets);
        return octets.toByteArray();
    }

    private PersonModel trained(BinnedPrior prior) {
        Bins bins = PEOPLE.bins().with(Examples.bins(anna, split, 0));
        return PersonTraining.ON_TOP.train(
                Examples.of(anna, bins, EVERYTHING, split, 0), prior, Work.quietly(() -> false));
    }

    /** The mean square of what is off in 30 min, on the days after the split; without a model, of staying as it is. */
    private double error(PersonModel model, Prior prior) {
        double sum = 0;
        int n = 0;
        for (int i = anna.glucose.upTo(split); i < anna.glucose.size() - 6; i += 3) {
            double said = model == null
                    ? anna.glucose.value(i)
                    : model.predict(prior, Features.at(anna, i, 0)).mgPerDl(6);
            double off = Outcome.glucose(anna.glucose, i, 30) - said;
            sum += off * off;
            n++;
        }
        return Math.sqrt(sum / n);
    }
}
