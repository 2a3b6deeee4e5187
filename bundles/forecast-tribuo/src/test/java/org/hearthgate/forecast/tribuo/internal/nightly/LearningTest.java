package org.hearthgate.forecast.tribuo.internal.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hearthgate.testkit.Given.ANNA;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.model.PersonModel;
import org.hearthgate.forecast.tribuo.internal.serve.Record;
import org.hearthgate.forecast.tribuo.internal.serve.ServedModel;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights of a home, on the test's thread but where a thread is the matter. */
class LearningTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @TempDir
    private Path folder;

    private final InMemoryObservationStore store = new InMemoryObservationStore();
    private final VirtualBody body = new VirtualBody(3, SmallPopulation.START);
    private final Peoples peoples = Peoples.of(SmallPopulation.quick(), "");
    private final List<ServedModel> served = new ArrayList<>();
    private final List<Standing> changed = new ArrayList<>();
    private final Standing anna = new Standing(ANNA, peoples, served::add, changed::add);
    private final SomeKeys keys = new SomeKeys();
    private ZonedDateTime now;
    private Duration mostCpu = Duration.ofMinutes(10);
    private BooleanSupplier alarm = () -> false;

    @Test
    void at_night_a_person_is_learned_from_once_and_the_model_is_kept() throws IOException {
        lives(9);
        Learning learning = learning();
        assertThat(speaks()).isEqualTo("people 2026-01-01");
        learning.learn(peoples, List.of(anna));
        LocalDate today = now.toLocalDate();
        assertThat(speaks()).isEqualTo("people 2026-01-01 + anna " + today);
        assertThat(shelf().read(ANNA, peoples.prior()).orElseThrow().learnedOn())
                .isEqualTo(today);
        int models = served.size();
        now = now.plusMinutes(30);
        learning.learn(peoples, List.of(anna));
        assertThat(served).as("once a night").hasSize(models);
    }

    @Test
    void a_simple_model_is_learned_beside_and_anew_where_the_challenger_has_lost() {
        lives(9);
        Learning learning = learning();
        learning.learn(peoples, List.of(anna));
        Kept first = anna.kept().orElseThrow();
        assertThat(first.simple().orElseThrow().learnedOn()).isEqualTo(now.toLocalDate());
        assertThat(first.simple().orElseThrow().twin())
                .as("has not seen the last week")
                .isNotEqualTo(first.simple().orElseThrow().all());
        var none = new Kept(peoples.nothing(), peoples.nothing(), now.toLocalDate(), first.simple());
        anna.keep(none.with(Optional.empty()));
        now = now.plusDays(1);
        learning.learn(peoples, List.of(anna));
        assertThat(anna.kept().orElseThrow().simple().orElseThrow().learnedOn()).isEqualTo(now.toLocalDate());
    }

    @Test
    void a_person_with_less_than_a_week_of_days_is_not_learned_from() {
        lives(6);
        learning().learn(peoples, List.of(anna));
        assertThat(speaks()).isEqualTo("people 2026-01-01");
    }

    @Test
    void nobody_is_learned_from_by_day_or_while_an_alarm_is_on() {
        lives(9);
        now = now.withHour(5);
        learning().learn(peoples, List.of(anna));
        now = now.withHour(2).withMinute(59);
        learning().learn(peoples, List.of(anna));
        now = now.withHour(3).withMinute(0);
        alarm = () -> true;
        learning().learn(peoples, List.of(anna));
        assertThat(speaks()).isEqualTo("people 2026-01-01");
        alarm = () -> false;
        learning().learn(peoples, List.of(anna));
        assertThat(speaks()).contains("anna");
    }

    @Test
    void an_alarm_that_begins_meanwhile_ends_it_within_a_tree_and_it_is_done_afterwards() {
        lives(9);
        var asked = new AtomicInteger();
        alarm = () -> asked.incrementAndGet() > 40;
        Learning learning = learning();
        assertThatThrownBy(() -> learning.learn(peoples, List.of(anna))).isInstanceOf(CancellationException.class);
        assertThat(asked.get()).as("asked no more once it was on").isEqualTo(41);
        assertThat(speaks()).isEqualTo("people 2026-01-01");
        asked.set(Integer.MIN_VALUE);
        learning.learn(peoples, List.of(anna));
        assertThat(speaks()).contains("anna");
    }

    @Test
    void the_nights_share_of_the_machine_is_not_exceeded() {
        lives(9);
        mostCpu = Duration.ofMillis(1);
        Learning learning = learning();
        assertThatThrownBy(() -> learning.learn(peoples, List.of(anna))).isInstanceOf(CancellationException.class);
        learning.learn(peoples, List.of(anna));
        assertThat(speaks()).as("nothing is left of this night").isEqualTo("people 2026-01-01");
    }

    @Test
    void the_thread_goes_last_and_ends_when_it_is_told_in_the_middle_of_its_work() throws InterruptedException {
        lives(9);
        var asked = new AtomicInteger();
        var priority = new AtomicInteger();
        Learning learning = new Learning(
                new Record(store),
                () -> now,
                () -> {
                    priority.set(Thread.currentThread().getPriority());
                    return asked.incrementAndGet() < 0;
                },
                plan(),
                shelf());
        learning.start();
        learning.tick(peoples, () -> List.of(anna));
        await().until(() -> asked.get() > 30);
        learning.close();
        assertThat(priority.get()).isEqualTo(Thread.MIN_PRIORITY);
        assertThat(speaks()).isEqualTo("people 2026-01-01");
    }

    @Test
    void a_challenger_that_is_worse_on_the_last_week_does_not_take_the_place() {
        lives(30);
        Lesson lesson = new Lesson(peoples.bins(), peoples.prior(), Work.quietly(() -> false));
        Kept good = lesson.learn(body.history, Optional.empty(), body.minute, 60, now.toLocalDate())
                .orElseThrow();
        History wrong = new History();
        for (int i = 0; i < body.history.glucose.size(); i++) {
            int minute = body.history.glucose.minute(i);
            // until the last week somebody else wore the sensor
            boolean isOwn = minute > body.minute - Lesson.JUDGED_DAYS * 1440;
            float other = 400 - body.history.glucose.value(i);
            wrong.glucose.add(minute, isOwn ? body.history.glucose.value(i) : other);
        }
        assertThat(lesson.learn(wrong, Optional.of(good), body.minute, 60, now.toLocalDate()))
                .isEmpty();
        assertThat(lesson.learn(body.history, Optional.of(good), body.minute, 60, now.toLocalDate()))
                .as("the same days once more are not worse")
                .isPresent();
    }

    @Test
    void whoever_has_changed_is_calibrated_anew_at_once() throws InterruptedException {
        lives(20);
        var nothing = PersonModel.nothing(peoples.bins(), peoples.prior());
        Learning learning = learning();
        learning.start();
        now = now.withHour(14);
        learning.recalibrate(peoples, anna);
        await().until(() -> served.size() > 1);
        learning.close();
        float[] row = org.hearthgate.forecast.tribuo.internal.features.Features.at(
                body.history, body.history.glucose.size() - 1, 60);
        ServedModel calibrated = served.get(served.size() - 1);
        assertThat(calibrated.predict(row).mgPerDl(12))
                .isEqualTo(nothing.predict(peoples.prior(), row).mgPerDl(12));
        assertThat(calibrated.predict(row).edgeMgPerDl(12, 0.95))
                .as("as wide as these days want it")
                .isNotEqualTo(nothing.predict(peoples.prior(), row).edgeMgPerDl(12, 0.95));
    }

    @Test
    void a_night_may_go_over_midnight() {
        var night = Night.of("22:00", "02:00");
        assertThat(night.isOn(at("21:59"))).isFalse();
        assertThat(night.isOn(at("22:00"))).isTrue();
        assertThat(night.isOn(at("01:59"))).isTrue();
        assertThat(night.isOn(at("02:00"))).isFalse();
        assertThat(night.day(at("22:00"))).isEqualTo(at("12:00").toLocalDate());
        assertThat(night.day(at("01:59"))).isEqualTo(at("12:00").toLocalDate().minusDays(1));
        assertThatThrownBy(() -> Night.of("03:00", "03:00")).hasMessageContaining("different");
    }

    private static ZonedDateTime at(String time) {
        return ZonedDateTime.of(LocalDate.of(2026, 3, 29), java.time.LocalTime.parse(time), BERLIN);
    }

    private String speaks() {
        return served.get(served.size() - 1).name();
    }

    private ModelShelf shelf() {
        return new ModelShelf(folder, keys);
    }

    private Learning.Plan plan() {
        return new Learning.Plan(Night.of("03:00", "05:00"), mostCpu, 7, true);
    }

    private Learning learning() {
        return new Learning(new Record(store), () -> now, () -> alarm.getAsBoolean(), plan(), shelf());
    }

    /** Lives so many days up to half past three in the night, and everything is in the record. */
    private void lives(int days) {
        body.lives(days);
        while (!time().toLocalTime().equals(java.time.LocalTime.of(3, 30))) {
            body.step();
        }
        now = time();
        var readings = new ArrayList<Observation>();
        for (int i = 0; i < body.history.glucose.size(); i++) {
            readings.add(Given.reading(body.history.glucose.value(i))
                    .at(Instant.ofEpochSecond(body.history.glucose.minute(i) * 60L))
                    .build());
        }
        store.append(readings);
    }

    private ZonedDateTime time() {
        return Instant.ofEpochSecond(body.minute * 60L).atZone(BERLIN);
    }
}
