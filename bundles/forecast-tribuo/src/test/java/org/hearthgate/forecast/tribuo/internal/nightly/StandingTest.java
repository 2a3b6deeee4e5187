package org.hearthgate.forecast.tribuo.internal.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hearthgate.testkit.Given.ANNA;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.model.PersonModel;
import org.hearthgate.forecast.tribuo.internal.model.Prediction;
import org.hearthgate.forecast.tribuo.internal.nightly.DriftWatch.Voice;
import org.hearthgate.forecast.tribuo.internal.serve.ServedModel;
import org.junit.jupiter.api.Test;

/** Somebody whom the model for everybody does not fit: it learned from four others for three days each. */
class StandingTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final int AHEAD = 60;

    private final Peoples peoples = Peoples.of(SmallPopulation.quick(), "");
    private final VirtualBody body = new VirtualBody(3, SmallPopulation.START).lives(30);
    private final List<ServedModel> served = new ArrayList<>();
    private final List<Standing> changed = new ArrayList<>();
    private final Standing standing = new Standing(ANNA, peoples, served::add, changed::add);
    private final Lesson lesson = new Lesson(peoples.bins(), peoples.prior(), Work.quietly(() -> false));

    @Test
    void a_persons_simple_model_speaks_where_it_is_better_than_other_peoples_and_says_so() {
        Simple simple = lesson.simple(body.history, body.minute, AHEAD, DAY).orElseThrow();
        standing.keep(new Kept(peoples.nothing(), peoples.nothing(), DAY, Optional.of(simple)));
        assertThat(standing.speaks()).isEqualTo(Voice.PEOPLE);
        live(3);
        assertThat(standing.speaks()).isEqualTo(Voice.RIDGE);
        assertThat(standing.isSetAside()).isTrue();
        assertThat(changed).as("calibrated anew").isNotEmpty();
        ServedModel speaks = served.get(served.size() - 1);
        assertThat(speaks.name()).isEqualTo("ridge of anna 2026-03-02, people 2026-01-01 set aside");
        float[] row = row();
        assertThat(speaks.mgPerDl(speaks.predict(row), row, 12))
                .isCloseTo(Prediction.within(row[0] + simple.all().changeIn60().at(row)), within(1e-6));

        PersonModel fitted = lesson.recalibrated(standing.speaker(), body.history, body.minute, AHEAD);
        standing.calibrated(Voice.RIDGE, fitted);
        ServedModel calibrated = served.get(served.size() - 1);
        assertThat(calibrated.predict(row).mgPerDl(12))
                .isEqualTo(speaks.predict(row).mgPerDl(12));
        assertThat(calibrated.predict(row).edgeMgPerDl(12, 0.95))
                .as("as wide as its own errors want it")
                .isNotEqualTo(speaks.predict(row).edgeMgPerDl(12, 0.95));
    }

    @Test
    void without_a_simple_model_nothing_of_it_speaks() {
        live(3);
        assertThat(standing.speaks()).isIn(Voice.PEOPLE, Voice.LINE);
    }

    private void live(int days) {
        for (int until = body.minute + days * 1440; body.minute < until; ) {
            body.step();
            standing.made(body.history, body.history.glucose.size() - 1, row(), served.get(served.size() - 1));
        }
    }

    private float[] row() {
        return Features.at(body.history, body.history.glucose.size() - 1, AHEAD);
    }
}
