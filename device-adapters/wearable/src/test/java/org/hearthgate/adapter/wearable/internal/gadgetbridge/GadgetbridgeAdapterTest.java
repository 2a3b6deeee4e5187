package org.hearthgate.adapter.wearable.internal.gadgetbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.SleepEpisode;
import org.hearthgate.api.observation.StepCount;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class GadgetbridgeAdapterTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(Given.NOON);
    private final InMemoryObservationStore store = new InMemoryObservationStore();
    private final Kept sink = new Kept();

    /** A sink that really stores, so that the record can be asked where to go on. */
    private final class Kept implements ObservationSink {
        private final List<Observation> offered = new java.util.ArrayList<>();
        private final List<Quarantined> quarantined = new java.util.ArrayList<>();
        private boolean busy;

        @Override
        public CompletableFuture<List<Receipt>> submit(List<Observation> observations) {
            if (busy) {
                return CompletableFuture.failedFuture(
                        new SinkBusyException("the disk is full", Duration.ofSeconds(5), null));
            }
            offered.addAll(observations);
            return CompletableFuture.completedFuture(store.append(observations));
        }

        @Override
        public void quarantine(Quarantined refused) {
            quarantined.add(refused);
        }

        <T extends Observation> List<T> of(Class<T> kind) {
            return offered.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    private Path file() {
        return folder.resolve("Gadgetbridge.db");
    }

    private GadgetbridgeAdapter adapter(Map<String, ?> settings) {
        var all = new HashMap<String, Object>(Map.of("person", "anna", "file", file().toString()));
        all.putAll(settings);
        return new GadgetbridgeAdapter(
                folder.resolve("work"), sink, store, clock, Configured.by(GadgetbridgeAdapter.Config.class, all));
    }

    /** Two looks that see the same file. */
    private void looks() {
        clock.advance(Duration.ofMinutes(2));
    }

    private static DeviceStatus status(GadgetbridgeAdapter adapter) {
        return adapter.devices().get(0);
    }

    @Test
    void brings_steps_and_heart_rates_of_five_minutes_each() throws Exception {
        try (var export = Export.of(file(), Export.HUAMI)) {
            export.minutes(Export.HUAMI, MIDNIGHT.plusSeconds(8 * 3600), 5, 20, 1, 80)
                    .minutes(Export.HUAMI, MIDNIGHT.plusSeconds(8 * 3600 + 300), 2, 0, 1, 255)
                    .minutes(Export.HUAMI, MIDNIGHT.plusSeconds(8 * 3600 + 420), 1, 7, 1, 91)
                    .minutes(Export.HUAMI, MIDNIGHT.plusSeconds(8 * 3600 + 600), 1, 99, 1, 91);
        }
        GadgetbridgeAdapter adapter = adapter(Map.of());

        looks();

        assertThat(sink.of(StepCount.class)).extracting(StepCount::steps).containsExactly(100, 7);
        StepCount first = sink.of(StepCount.class).get(0);
        assertThat(first.startedAt()).isEqualTo(MIDNIGHT.plusSeconds(8 * 3600));
        assertThat(first.measuredAt()).isEqualTo(MIDNIGHT.plusSeconds(8 * 3600 + 300));
        assertThat(first.device().value()).isEqualTo("urn:dev:mac:aabbccfffe000001:");
        assertThat(first.origin().provenance().raw().orElseThrow().text()).contains(",20,80,1\n");
        assertThat(sink.of(HeartRate.class))
                .extracting(HeartRate::beatsPerMinute)
                .containsExactly(80, 91);
        assertThat(status(adapter).state()).isEqualTo(DeviceStatus.State.HEARD);
        assertThat(Files.list(folder.resolve("work"))).isEmpty();
        adapter.close();
    }

    @Test
    void goes_on_where_the_record_ends_and_reads_nothing_twice() throws Exception {
        try (var export = Export.of(file(), Export.HUAMI)) {
            export.minutes(Export.HUAMI, MIDNIGHT, 121, 3, 1, 70);
            adapter(Map.of());
            looks();
            assertThat(sink.of(StepCount.class)).hasSize(24);

            looks();
            assertThat(sink.offered).hasSize(48);

            export.minutes(Export.HUAMI, MIDNIGHT.plusSeconds(121 * 60), 60, 3, 1, 70);
            looks();
        }
        assertThat(sink.of(StepCount.class)).hasSize(36);
        assertThat(store.lastPosition()).isEqualTo(72);

        adapter(Map.of()); // the hub was started anew
        looks();
        assertThat(sink.offered).hasSize(72);
        assertThat(store.lastPosition()).isEqualTo(72);
    }

    @Test
    void counts_no_step_twice_when_the_minutes_per_count_are_changed() throws Exception {
        try (var export = Export.of(file(), Export.HUAMI)) {
            export.minutes(Export.HUAMI, MIDNIGHT, 126, 3, 1, 255);
            adapter(Map.of()).close();
            GadgetbridgeAdapter fives = adapter(Map.of());
            looks();
            fives.close();
            export.minutes(Export.HUAMI, MIDNIGHT.plusSeconds(126 * 60), 120, 3, 1, 255);
        }
        adapter(Map.of("minutesPerCount", 60));
        looks();

        List<StepCount> counts = sink.of(StepCount.class);
        for (int i = 1; i < counts.size(); i++) {
            assertThat(counts.get(i).startedAt())
                    .isAfterOrEqualTo(counts.get(i - 1).measuredAt());
        }
        assertThat(counts).hasSize(26);
    }

    @Test
    void tells_a_night_once_it_is_over_and_joins_short_wakings() throws Exception {
        try (var export = Export.of(file(), Export.HUAMI)) {
            export.minutes(Export.HUAMI, MIDNIGHT, 180, 0, 120, 60)
                    .minutes(Export.HUAMI, MIDNIGHT.plusSeconds(180 * 60), 20, 5, 1, 80)
                    .minutes(Export.HUAMI, MIDNIGHT.plusSeconds(200 * 60), 200, 0, 120, 60)
                    .minutes(Export.HUAMI, MIDNIGHT.plusSeconds(400 * 60), 29, 30, 1, 80);
            adapter(Map.of());
            looks();
            assertThat(sink.of(SleepEpisode.class)).isEmpty();

            export.minutes(Export.HUAMI, MIDNIGHT.plusSeconds(429 * 60), 5, 30, 1, 80);
            looks();
            looks();
        }
        assertThat(sink.of(SleepEpisode.class)).singleElement().satisfies(sleep -> {
            assertThat(sleep.measuredAt()).isEqualTo(MIDNIGHT);
            assertThat(sleep.endedAt()).isEqualTo(MIDNIGHT.plusSeconds(400 * 60));
        });
    }

    @ParameterizedTest(name = "{0}, raw kind {1}: slept {2}")
    @CsvSource({
        "Mi Band 5, 9, true",
        "Mi Band 5, 123, true", // 0x7B: 11 in its low four bits
        "Mi Band 5, 12, false",
        "Mi Band 5, 4, false",
        "MI, 4, true",
        "MI1A, 5, true",
        "MI, 9, false"
    })
    void knows_the_two_ways_in_which_mi_bands_say_sleep(String name, int kind, boolean slept) throws Exception {
        try (var export = new Export(file()).watch(1, name, "AA:BB:CC:00:00:01").table(Export.MI_BAND)) {
            export.minutes(Export.MI_BAND, MIDNIGHT, 60, 0, kind, 60)
                    .minutes(Export.MI_BAND, MIDNIGHT.plusSeconds(3600), 10, 0, 0, 60)
                    .minutes(Export.MI_BAND, MIDNIGHT.plusSeconds(70 * 60), 40, 9, 1, 60);
        }
        adapter(Map.of());
        looks();

        assertThat(sink.of(SleepEpisode.class)).hasSize(slept ? 1 : 0);
        if (slept) {
            // 0 goes on with what was before where it is the newer way; the older way knows no such word
            int minutes = name.startsWith("Mi ") ? 70 : 60;
            assertThat(sink.of(SleepEpisode.class).get(0).endedAt()).isEqualTo(MIDNIGHT.plusSeconds(minutes * 60L));
        }
    }

    @Test
    void takes_the_sleep_that_a_xiaomi_watch_tells_itself_and_guesses_none_from_its_kinds() throws Exception {
        try (var export = Export.of(file(), Export.XIAOMI)) {
            export.minutes(Export.XIAOMI, MIDNIGHT, 600, 0, 120, 60)
                    .sql(
                            "CREATE TABLE XIAOMI_SLEEP_TIME_SAMPLE (TIMESTAMP INTEGER NOT NULL, DEVICE_ID INTEGER NOT NULL,"
                                    + " USER_ID INTEGER NOT NULL, WAKEUP_TIME INTEGER, IS_AWAKE INTEGER)")
                    .sql("INSERT INTO XIAOMI_SLEEP_TIME_SAMPLE VALUES (" + MIDNIGHT.toEpochMilli() + ",1,1,"
                            + MIDNIGHT.plusSeconds(7 * 3600).toEpochMilli() + ",1), ("
                            + MIDNIGHT.plusSeconds(9 * 3600).toEpochMilli() + ",1,1,"
                            + MIDNIGHT.plusSeconds(10 * 3600).toEpochMilli() + ",0)");
        }
        adapter(Map.of());
        looks();

        assertThat(sink.of(SleepEpisode.class))
                .extracting(SleepEpisode::endedAt)
                .containsExactly(MIDNIGHT.plusSeconds(7 * 3600));
    }

    @Test
    void wants_to_know_which_watch_where_there_are_two() throws Exception {
        try (var export = Export.of(file(), Export.HUAMI)) {
            export.watch(2, "Bangle.js", "AA:BB:CC:00:00:02")
                    .minutes(Export.HUAMI, MIDNIGHT, 11, 3, 1, 70)
                    .minutes(Export.HUAMI, 2, MIDNIGHT, 11, 5, 1, 70);
        }
        GadgetbridgeAdapter undecided = adapter(Map.of());
        looks();
        assertThat(sink.offered).isEmpty();
        assertThat(status(undecided).why()).contains("set 'device' to one of");
        undecided.close();

        adapter(Map.of("device", "aa:bb:cc:00:00:02"));
        looks();
        assertThat(sink.of(StepCount.class)).extracting(StepCount::steps).containsExactly(25, 25);
    }

    @Test
    void takes_the_newest_export_of_a_folder() throws Exception {
        Path old = folder.resolve("old.db");
        try (var export = Export.of(old, Export.HUAMI)) {
            export.minutes(Export.HUAMI, MIDNIGHT, 11, 1, 1, 70);
        }
        Files.setLastModifiedTime(old, FileTime.from(MIDNIGHT));
        try (var export = Export.of(folder.resolve("new.db"), Export.HUAMI)) {
            export.minutes(Export.HUAMI, MIDNIGHT, 11, 2, 1, 70);
        }
        adapter(Map.of("file", folder.toString()));
        looks();

        assertThat(sink.of(StepCount.class)).extracting(StepCount::steps).containsExactly(10, 10);
    }

    @Test
    void waits_while_the_hub_cannot_keep_it_and_tells_so() throws Exception {
        try (var export = Export.of(file(), Export.HUAMI)) {
            export.minutes(Export.HUAMI, MIDNIGHT, 11, 1, 1, 70);
        }
        GadgetbridgeAdapter adapter = adapter(Map.of());
        sink.busy = true;
        looks();
        assertThat(status(adapter).why()).contains("cannot keep");

        sink.busy = false;
        looks();
        assertThat(sink.of(StepCount.class)).hasSize(2);
        assertThat(status(adapter).state()).isEqualTo(DeviceStatus.State.HEARD);
    }

    @Test
    void is_patient_with_a_file_that_is_missing_or_being_written() throws Exception {
        GadgetbridgeAdapter adapter = adapter(Map.of());
        looks();
        assertThat(status(adapter).state()).isEqualTo(DeviceStatus.State.WAITING);
        assertThat(status(adapter).why()).contains("no export at");

        Path whole = folder.resolve("whole");
        try (var export = Export.of(whole, Export.HUAMI)) {
            export.minutes(Export.HUAMI, MIDNIGHT, 600, 1, 1, 70);
        }
        byte[] octets = Files.readAllBytes(whole);
        for (int part = 1; part <= 4; part++) { // grows between any two looks
            Files.write(file(), java.util.Arrays.copyOf(octets, octets.length * part / 4));
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(sink.offered).isEmpty();
        assertThat(sink.quarantined).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(sink.of(StepCount.class)).hasSize(119);
    }

    @Test
    void ignores_samples_of_the_future_and_numbers_that_no_watch_means() throws Exception {
        try (var export = Export.of(file(), Export.HUAMI)) {
            export.minutes(Export.HUAMI, MIDNIGHT, 6, 4, 1, 70)
                    .minutes(Export.HUAMI, MIDNIGHT.plusSeconds(600), 6, -1, 1, -1)
                    .minutes(Export.HUAMI, MIDNIGHT.plusSeconds(1200), 6, 2_000_000_000, 1, 300)
                    .minutes(Export.HUAMI, Given.NOON.plusSeconds(86_400), 20, 5, 1, 80);
        }
        adapter(Map.of());
        looks();

        assertThat(sink.of(StepCount.class)).extracting(StepCount::steps).containsExactly(20, 4);
        assertThat(sink.of(HeartRate.class)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relative/path.db", " "})
    void refuses_a_path_that_is_none(String path) {
        assertThatThrownBy(() -> adapter(Map.of("file", path)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("file must be a whole path");
    }
}
