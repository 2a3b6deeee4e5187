package org.hearthgate.forecast.tribuo.internal.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.SENSOR;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hearthgate.api.forecast.FilledInput;
import org.hearthgate.api.forecast.ForecastAnswer;
import org.hearthgate.api.forecast.GlucoseForecast;
import org.hearthgate.api.forecast.NoForecast;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DoseCorrection;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;
import org.hearthgate.forecast.tribuo.internal.model.ModelFile;
import org.hearthgate.forecast.tribuo.internal.model.Prediction;
import org.hearthgate.forecast.tribuo.internal.nightly.Peoples;
import org.hearthgate.forecast.tribuo.internal.nightly.SmallPopulation;
import org.hearthgate.forecast.tribuo.internal.nightly.SomeKeys;
import org.hearthgate.forecast.tribuo.internal.nightly.VirtualBody;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The room in a home: a record, a clock moved by hand, and virtual people. */
class HomeForecastsTest {
    /** By how many minutes Berlin is ahead of UTC on these days. */
    private static final int SUMMER_TIME = 120;

    @TempDir
    private static Path folder;

    private static Path model;

    private final InMemoryObservationStore store = new InMemoryObservationStore();
    private final SomeKeys keys = new SomeKeys();
    private final VirtualBody body = new VirtualBody(5, SmallPopulation.START);
    private final ManualClock clock = new ManualClock(at(SmallPopulation.START));
    private final List<ForecastAnswer> told = new CopyOnWriteArrayList<>();
    private final Map<String, Object> settings = new HashMap<>();
    private HomeForecasts room;

    @BeforeAll
    static void population() throws IOException {
        model = folder.resolve("people.model");
        try (OutputStream out = Files.newOutputStream(model)) {
            ModelFile.write(SmallPopulation.quick(), out);
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (room != null) {
            room.close();
        }
    }

    @Test
    void what_is_forecast_from_the_record_is_what_the_model_says_of_the_same_fortnight() {
        lives(2);
        opens();
        GlucoseForecast forecast = forecastOf(body.minute);
        float[] row = Features.at(body.history, body.history.glucose.size() - 1, SUMMER_TIME);
        Peoples peoples = Peoples.of(SmallPopulation.quick(), "");
        Prediction said = peoples.nothing().predict(peoples.prior(), row);
        assertThat(forecast.path()).hasSize(12);
        for (int step = 1; step <= 12; step++) {
            GlucoseForecast.Point point = forecast.path().get(step - 1);
            assertThat(point.ahead()).isEqualTo(Duration.ofMinutes(5L * step));
            assertThat(point.mgPerDl()).isEqualTo(said.mgPerDl(step));
            assertThat(point.lower90MgPerDl()).isEqualTo(Math.min(said.mgPerDl(step), said.edgeMgPerDl(step, 0.05)));
        }
        assertThat(forecast.probabilityLowIn30Min()).isEqualTo(said.probabilityOfLow(Horizon.MINUTES_30));
        assertThat(forecast.newestInputAt()).isEqualTo(at(body.minute));
        assertThat(forecast.model()).isEqualTo("people 2026-01-01");
        assertThat(forecast.filled()).isEmpty();
    }

    @Test
    void each_reading_is_told_once_with_what_is_forecast_from_it() {
        lives(1);
        opens();
        forecastOf(body.minute);
        told.clear();
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMinutes(5));
            commitStep();
            room.committed(List.of());
            int expected = i + 1;
            await().until(() -> told.size() == expected);
        }
        assertThat(told)
                .extracting(answer -> answer.forecast().orElseThrow().newestInputAt())
                .containsExactly(at(body.minute - 10), at(body.minute - 5), at(body.minute));
    }

    @Test
    void the_end_of_readings_is_told_once_by_the_clock_alone() {
        lives(1);
        opens();
        forecastOf(body.minute);
        told.clear();
        clock.advance(Duration.ofMinutes(30));
        await().until(() -> !told.isEmpty());
        clock.advance(Duration.ofMinutes(30));
        assertThat(room.now(ANNA).why()).contains(NoForecast.STALE);
        assertThat(told).extracting(ForecastAnswer::why).containsExactly(Optional.of(NoForecast.STALE));
        assertThat(room.now(BEN).why()).contains(NoForecast.NO_READINGS);
    }

    @Test
    void alerting_may_be_ahead_of_the_record_as_it_was_read_here() {
        lives(1);
        opens();
        forecastOf(body.minute);
        store.failingWith(new StoreException("the disk hangs", null));
        clock.advance(Duration.ofMinutes(5));
        body.step();
        GlucoseReading newest = reading(body.history, body.history.glucose.size() - 1);
        GlucoseForecast forecast =
                room.forecast(ANNA, List.of(newest), clock.now()).orElseThrow();
        assertThat(forecast.newestInputAt()).isEqualTo(newest.measuredAt());
        assertThat(forecast.path().get(5).mgPerDl()).isEqualTo(expected().mgPerDl(6));
        store.working();
    }

    @Test
    void a_dose_that_was_an_air_shot_and_one_that_was_none_are_heeded() {
        lives(2);
        opens();
        forecastOf(body.minute);
        commit(new InsulinDose(
                origin(body.minute - 20).withSequence(4711), 6, InsulinDose.Purpose.BOLUS, Optional.empty()));
        body.history.bolus.accumulate(body.minute - 20, 6);
        double withDose = expected().mgPerDl(12);
        room.committed(List.of());
        await().untilAsserted(() -> assertThat(in60()).isEqualTo(withDose));
        commit(new DeviceEvent(
                origin(body.minute),
                DeviceEvent.Event.OTHER,
                new DoseCorrection(4711, InsulinDose.Purpose.PRIME, DoseCorrection.By.PERSON).detail()));
        body.history.bolus.accumulate(body.minute - 20, -6);
        room.committed(List.of());
        await().untilAsserted(() -> assertThat(in60()).isEqualTo(expected().mgPerDl(12)));
    }

    @Test
    void a_late_reading_is_put_into_its_place_and_a_bridged_gap_is_named() {
        lives(1);
        for (int i = 0; i < 3; i++) {
            body.step(); // not committed
            clock.advance(Duration.ofMinutes(5));
        }
        clock.advance(Duration.ofMinutes(5));
        commitStep();
        opens();
        GlucoseForecast bridged = forecastOf(body.minute);
        assertThat(bridged.filled()).containsExactly(new FilledInput(at(body.minute - 20), at(body.minute)));
        int last = body.history.glucose.size() - 1;
        commit(reading(body.history, last - 2));
        commit(reading(body.history, last - 1));
        commit(reading(body.history, last - 3));
        room.committed(List.of());
        await().untilAsserted(() ->
                assertThat(room.now(ANNA).forecast().orElseThrow().filled()).isEmpty());
        assertThat(in60()).isEqualTo(expected().mgPerDl(12));
    }

    @Test
    void a_replay_gets_the_forecast_of_this_moment_whoever_is_quicker() {
        settings.put("readRecordFirst", true);
        lives(1);
        opens();
        for (int i = 0; i < 50; i++) {
            clock.advance(Duration.ofMinutes(5));
            commitStep(); // nobody is woken
            GlucoseForecast forecast =
                    room.forecast(ANNA, List.of(), clock.now()).orElseThrow();
            assertThat(forecast.path().get(11).mgPerDl()).isEqualTo(expected().mgPerDl(12));
        }
    }

    @Test
    void without_the_model_for_everybody_it_says_so_and_why() {
        settings.put("populationModel", folder.resolve("nothing-there").toString());
        lives(1);
        opens();
        await().untilAsserted(() -> assertThat(room.now(ANNA).why()).contains(NoForecast.NO_MODEL));
        assertThat(room.check().status()).isEqualTo(Health.Status.WARN);
        assertThat(room.check().message()).contains("nothing-there");
        assertThat(room.forecast(ANNA, List.of(), clock.now())).isEmpty();
    }

    @Test
    void switched_off_it_forecasts_nothing() {
        settings.put("enabled", false);
        lives(1);
        opens();
        assertThat(room.forecast(ANNA, List.of(), clock.now())).isEmpty();
        assertThat(room.check().status()).isEqualTo(Health.Status.OK);
    }

    @Test
    void a_wrong_setting_is_refused_with_what_to_write() {
        settings.put("nightFrom", "three");
        assertThatThrownBy(this::opens).hasMessageContaining("03:00");
        settings.put("nightFrom", "03:00");
        settings.put("mostCpuMinutes", 0);
        assertThatThrownBy(this::opens).hasMessageContaining("mostCpuMinutes must be 1 to 120");
    }

    // ---- the home

    private void opens() {
        settings.putIfAbsent("populationModel", model.toString());
        room = new HomeForecasts(
                store, FixedHousehold.of("Anna", "Ben"), clock, keys, Configured.by(ForecastConfig.class, settings));
        room.addListener(answer -> {
            if (answer.person().equals(ANNA)) {
                told.add(answer);
            }
        });
    }

    private void lives(int days) {
        for (int i = 0; i < days * 288; i++) {
            commitStep();
        }
        clock.advanceTo(at(body.minute));
    }

    private void commitStep() {
        int boluses = body.history.bolus.size();
        int meals = body.history.carbohydrate.size();
        body.step();
        var all = new ArrayList<Observation>();
        all.add(reading(body.history, body.history.glucose.size() - 1));
        for (int i = boluses; i < body.history.bolus.size(); i++) {
            // the record keeps hundredths
            float units = Math.round(body.history.bolus.value(i) * 100) / 100f;
            body.history.bolus.accumulate(body.history.bolus.minute(i), units - body.history.bolus.value(i));
            all.add(new InsulinDose(
                    origin(body.history.bolus.minute(i)), units, InsulinDose.Purpose.BOLUS, Optional.empty()));
        }
        for (int i = meals; i < body.history.carbohydrate.size(); i++) {
            float grams = Math.round(body.history.carbohydrate.value(i));
            body.history.carbohydrate.accumulate(
                    body.history.carbohydrate.minute(i), grams - body.history.carbohydrate.value(i));
            all.add(new CarbohydrateIntake(origin(body.history.carbohydrate.minute(i)), grams, Optional.empty()));
        }
        store.append(all);
    }

    private void commit(Observation observation) {
        store.append(List.of(observation));
    }

    private static GlucoseReading reading(History history, int i) {
        return Given.reading(history.glucose.value(i))
                .at(at(history.glucose.minute(i)))
                .build();
    }

    private static Origin origin(int minute) {
        return Origin.of(ANNA, SENSOR, at(minute), at(minute), Provenance.of("test"));
    }

    private static Instant at(int minute) {
        return Instant.ofEpochSecond(minute * 60L);
    }

    private GlucoseForecast forecastOf(int minute) {
        await().until(() -> room.now(ANNA)
                .forecast()
                .filter(one -> one.newestInputAt().equals(at(minute)))
                .isPresent());
        return room.now(ANNA).forecast().orElseThrow();
    }

    private double in60() {
        return room.now(ANNA).forecast().orElseThrow().path().get(11).mgPerDl();
    }

    private Prediction expected() {
        Peoples peoples = Peoples.of(SmallPopulation.quick(), "");
        return peoples.nothing()
                .predict(peoples.prior(), Features.at(body.history, body.history.glucose.size() - 1, SUMMER_TIME));
    }
}
