package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.Circumstances;
import org.hearthgate.api.observation.BodyWeight;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.DoseCorrection;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.SkinConductance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiaryTest {
    private static final DeviceId PEN = new DeviceId("pen-1");

    private final Diary diary = new Diary();

    @ParameterizedTest(name = "{0} of {1} h ago: {2}")
    @CsvSource({
        "bolus, 48, known", "bolus, 48.1, forgotten",
        "basal, 336, known", "basal, 336.1, forgotten",
        "carbs, 48, known", "carbs, 48.1, forgotten",
        "heart rate, 2, known", "heart rate, 2.1, forgotten",
        "weight, 192, known", "weight, 192.1, forgotten",
        "skin, 0, forgotten"
    })
    void each_kind_reaches_as_far_back_as_is_promised(String kind, double hours, String expected) {
        Instant at = NOON.minus(Duration.ofMinutes(Math.round(hours * 60)));
        diary.take(
                switch (kind) {
                    case "bolus" -> dose(at, 4, InsulinDose.Purpose.BOLUS, 1);
                    case "basal" -> dose(at, 12, InsulinDose.Purpose.BASAL, 1);
                    case "carbs" -> new CarbohydrateIntake(origin(at), 30, Optional.empty());
                    case "heart rate" -> HeartRate.of(origin(at), 70);
                    case "weight" -> new BodyWeight(origin(at), 40);
                    default -> new SkinConductance(origin(at), 3);
                });
        assertThat(diary.at(NOON).isEmpty() ? "forgotten" : "known").isEqualTo(expected);
    }

    @Test
    void is_ascending_in_whatever_order_it_is_told() {
        diary.take(HeartRate.of(origin(NOON.minusSeconds(60)), 70));
        diary.take(dose(NOON.minusSeconds(90), 4, InsulinDose.Purpose.BOLUS, 1));
        diary.take(HeartRate.of(origin(NOON.minusSeconds(120)), 71));
        diary.take(dose(NOON.minusSeconds(30), 2, InsulinDose.Purpose.BOLUS, 2));
        assertThat(diary.at(NOON))
                .extracting(Observation::measuredAt)
                .containsExactly(
                        NOON.minusSeconds(120), NOON.minusSeconds(90), NOON.minusSeconds(60), NOON.minusSeconds(30));
    }

    @Test
    void the_list_stays_the_same_one_until_something_changes_and_rules_are_shown_that_very_list() {
        diary.take(HeartRate.of(origin(NOON.minusSeconds(60)), 70));
        List<Observation> first = diary.at(NOON);
        assertThat(diary.at(NOON.plusSeconds(30))).isSameAs(first);
        assertThat(new Circumstances(java.time.ZoneOffset.UTC, first, List.of(), List.of()).observations())
                .isSameAs(first);
        diary.take(HeartRate.of(origin(NOON.plusSeconds(31)), 70));
        assertThat(diary.at(NOON.plusSeconds(40))).hasSize(2);
    }

    @Test
    void a_strap_that_beats_every_second_pushes_out_no_dose_and_all_stays_bounded() {
        diary.take(dose(NOON.minus(Duration.ofHours(40)), 4, InsulinDose.Purpose.BOLUS, 1));
        for (int i = 0; i < 20_000; i++) {
            diary.take(HeartRate.of(origin(NOON.minusSeconds(20_000 - i)), 70));
            diary.take(new CarbohydrateIntake(origin(NOON.minusSeconds(20_000 - i)), 1, Optional.empty()));
        }
        assertThat(diary.at(NOON)).hasSizeLessThan(Circumstances.MOST_OBSERVATIONS);
        assertThat(diary.at(NOON).get(0)).isInstanceOf(InsulinDose.class);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource({
        "a person calls it an air shot, PRIME/PERSON, '', PRIME",
        "the pen calls it an air shot, PRIME/RULE, '', PRIME",
        "a person contradicts the pen afterwards, PRIME/RULE, BOLUS/PERSON, BOLUS",
        "the pen cannot contradict a person, BOLUS/PERSON, PRIME/RULE, BOLUS",
        "a person thinks better of it, PRIME/PERSON, BASAL/PERSON, BASAL"
    })
    void a_dose_is_what_people_say_it_was(String what, String first, String second, String expected) {
        heed(first, 1);
        diary.take(dose(NOON.minusSeconds(600), 2, InsulinDose.Purpose.BOLUS, 7));
        heed(second, 2);
        assertThat(((InsulinDose) diary.at(NOON).get(0)).purpose()).hasToString(expected);
    }

    private void heed(String said, int minute) {
        if (!said.isEmpty()) {
            String[] words = said.split("/");
            var correction =
                    new DoseCorrection(7, InsulinDose.Purpose.valueOf(words[0]), DoseCorrection.By.valueOf(words[1]));
            Origin origin = Origin.of(
                    ANNA, PEN, NOON.plusSeconds(minute * 60L), NOON.plusSeconds(minute * 60L), Provenance.of("test"));
            diary.heed(new DeviceEvent(origin, DeviceEvent.Event.OTHER, correction.detail()));
        }
    }

    @Test
    void a_clock_that_was_set_leaves_what_was_live_as_old_as_it_was() {
        diary.take(dose(NOON.minusSeconds(60), 4, InsulinDose.Purpose.BOLUS, 1));
        Duration by = Duration.ofHours(3);
        diary.stepped(by, known -> true);
        assertThat(diary.at(NOON.plus(by)).get(0).measuredAt())
                .isEqualTo(NOON.minusSeconds(60).plus(by));
    }

    @Test
    void what_is_read_twice_at_the_start_is_there_once() {
        diary.take(dose(NOON, 4, InsulinDose.Purpose.BOLUS, 1));
        diary.take(dose(NOON, 4, InsulinDose.Purpose.BOLUS, 1));
        diary.take(dose(NOON, 4, InsulinDose.Purpose.BOLUS, 2));
        assertThat(diary.at(NOON)).hasSize(2);
    }

    private static InsulinDose dose(Instant at, double units, InsulinDose.Purpose purpose, long number) {
        Origin origin = Origin.of(ANNA, PEN, at, at, Provenance.of("test")).withSequence(number);
        return new InsulinDose(origin, units, purpose, Optional.empty());
    }

    private static Origin origin(Instant at) {
        return Origin.of(ANNA, new DeviceId("watch"), at, at, Provenance.of("test"));
    }
}
