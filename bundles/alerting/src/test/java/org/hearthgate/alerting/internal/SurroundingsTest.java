package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.HubFact;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.observation.BodyWeight;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.rules.device.NoDataRule;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
    private final InMemoryObservationStore store = new InMemoryObservationStore();
    private final ManualClock clock = new ManualClock(NOON);
    private final FixedHousehold household = FixedHousehold.of("Anna", "Ben");
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final AtomicReference<Map<PersonId, Snapshot>> asked = new AtomicReference<>(Map.of());
    private AlertEngine engine = newEngine();
    private Surroundings surroundings = new Surroundings(
            engine,
            clock,
            household,
            Configured.by(Surroundings.Config.class, Map.of("patienceMillis", 100, "lookEverySeconds", 10)));

    private AlertEngine newEngine() {
        var fresh = new AlertEngine(
                store,
                store.journal(),
                clock,
                household,
                Configured.by(AlertEngine.Config.class, Map.of("requiredRules", new String[0])));
        fresh.addRule(new Watching(false));
        fresh.addRule(new Watching(true));
        return fresh;
    }

    @AfterEach
    void stop() throws InterruptedException {
        letGo.countDown();
        surroundings.close();
        engine.close();
    }

    @Test
    void rules_see_the_devices_of_their_person_with_the_name_of_the_adapter() {
        surroundings.addAdapter(adapter(
                "phone",
                () -> List.of(
                        status("phone:a", ANNA, DeviceStatus.State.HEARD),
                        status("phone:b", BEN, DeviceStatus.State.LOST))));
        pass(30);
        assertThat(seen(ANNA).circumstances().devices()).singleElement().satisfies(status -> {
            assertThat(status.device().value()).isEqualTo("phone:a");
            assertThat(status.adapter()).isEqualTo("phone");
        });
        assertThat(seen(BEN).circumstances().devices()).hasSize(1);
        assertThat(seen(ANNA).circumstances().zone()).isEqualTo(household.zone());
    }

    @Test
    void a_probe_says_since_when_it_has_had_its_status_whatever_its_words() {
        var health = new AtomicReference<>(Health.ok("1 row"));
        surroundings.addProbe(probe("store", true, health::get));
        pass(30);
        Instant since = fact("store").since();
        health.set(Health.ok("2 rows"));
        pass(60);
        assertThat(fact("store").since()).isEqualTo(since);
        assertThat(fact("store").health().message()).isEqualTo("2 rows");
        health.set(Health.failed("the disk is full"));
        pass(60);
        assertThat(fact("store").since()).isEqualTo(NOON.plusSeconds(100));
        assertThat(fact("store").onAlarmPath()).isTrue();
    }

    @Test
    void since_moves_along_when_the_hubs_clock_is_set() {
        surroundings.addProbe(probe("clock", false, () -> Health.warn("not set")));
        pass(30);
        Instant since = fact("clock").since();
        clock.jumpTo(clock.now().plus(Duration.ofDays(30)));
        pass(30);
        assertThat(fact("clock").since()).isEqualTo(since.plus(Duration.ofDays(30)));
    }

    @Test
    void a_probe_that_hangs_is_a_fact_itself_and_holds_neither_the_others_nor_a_judgement() {
        surroundings.addProbe(probe("stuck", true, () -> {
            await(letGo);
            return Health.ok("at last");
        }));
        surroundings.addProbe(probe("store", true, () -> Health.ok("well")));
        pass(90);
        assertThat(fact("stuck").health()).isEqualTo(Health.failed("The hub's check of 'stuck' does not answer"));
        assertThat(fact("stuck").onAlarmPath()).isTrue();
        assertThat(fact("store").health()).isEqualTo(Health.ok("well"));
        assertThat(askers()).as("one lost, one asking").isLessThanOrEqualTo(2);
        commit(Given.reading(90).at(clock.now()).build());
        assertThat(seen(ANNA).glucose()).hasSize(1);
    }

    @Test
    void a_probe_that_throws_is_told_as_failed() {
        surroundings.addProbe(probe("broken", false, () -> {
            throw new IllegalStateException("broken");
        }));
        pass(30);
        assertThat(fact("broken").health().status()).isEqualTo(Health.Status.FAILED);
    }

    @Test
    void an_adapter_that_hangs_makes_its_devices_lost_and_itself_a_fact() {
        var hangs = new AtomicReference<>(false);
        surroundings.addAdapter(adapter("cgm", () -> {
            if (hangs.get()) {
                await(letGo);
            }
            return List.of(status("sensor-1", ANNA, DeviceStatus.State.HEARD));
        }));
        pass(30);
        assertThat(hub().circumstances().hub()).isEmpty();
        hangs.set(true);
        pass(30);
        assertThat(seen(ANNA).circumstances().devices()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(DeviceStatus.State.LOST);
            assertThat(status.why()).isEqualTo("The part of the hub that listens to it does not answer");
        });
        assertThat(fact("adapter-cgm").health().status()).isEqualTo(Health.Status.FAILED);
        assertThat(fact("adapter-cgm").since()).isEqualTo(NOON.plusSeconds(40));
    }

    @Test
    void a_device_whose_adapter_has_left_is_lost_and_says_so_until_somebody_listens_again() {
        DeviceAdapter adapter = adapter("cgm", () -> List.of(status("sensor-1", ANNA, DeviceStatus.State.HEARD)));
        surroundings.addAdapter(adapter);
        pass(30);
        surroundings.removeAdapter(adapter);
        pass(30);
        assertThat(seen(ANNA).circumstances().devices()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(DeviceStatus.State.LOST);
            assertThat(status.why()).contains("its adapter 'cgm' was switched off or removed");
        });
        surroundings.addAdapter(adapter);
        pass(30);
        assertThat(seen(ANNA).circumstances().devices())
                .singleElement()
                .extracting(DeviceStatus::state)
                .isEqualTo(DeviceStatus.State.HEARD);
    }

    @Test
    void a_rule_about_the_hub_is_asked_once_for_the_house_and_sees_nobodys_readings() throws Exception {
        surroundings.addProbe(probe("store", true, () -> Health.failed("the disk is full")));
        commit(Given.reading(90).at(clock.now()).build());
        commit(weight(40, clock.now()));
        pass(30);
        assertThat(hub().person().name()).isEqualTo("The hub");
        assertThat(hub().glucose()).isEmpty();
        assertThat(hub().circumstances().observations()).isEmpty();
        assertThat(engine.open())
                .extracting(alert -> alert.person() + " " + alert.rule())
                .containsExactly("hub hub-watching");
        assertThat(seen(ANNA).circumstances().observations()).hasSize(1);
        Alert open = engine.open().get(0);
        engine.snooze(open.id(), Duration.ofHours(1), "dad").get(5, TimeUnit.SECONDS);
        surroundings.close();
        engine.close();
        engine = newEngine();
        surroundings = new Surroundings(engine, clock, household, Configured.by(Surroundings.Config.class));
        surroundings.addProbe(probe("store", true, () -> Health.failed("the disk is full")));
        settle();
        assertThat(engine.open()).as("a snooze outlives a restart").allSatisfy(alert -> assertThat(alert.state())
                .hasToString("SNOOZED"));
    }

    @Test
    void what_is_known_of_a_person_is_there_again_after_a_restart() throws Exception {
        commit(weight(40, NOON.minus(Duration.ofDays(7))));
        engine.close();
        engine = newEngine();
        settle();
        assertThat(seen(ANNA).circumstances().observations()).hasSize(1);
    }

    @Test
    void a_silence_names_the_phone_that_left_the_wifi_and_when() {
        engine.addRule(new NoDataRule(Configured.by(NoDataRule.Config.class)));
        GlucoseReading last = Given.reading(120).at(NOON).build();
        commit(GlucoseReading.exact(
                Origin.of(ANNA, last.device(), NOON, NOON, Provenance.of("phone")), last.mgPerDl()));
        surroundings.addAdapter(adapter(
                "phone",
                () -> List.of(new DeviceStatus(
                        new DeviceId("phone:anna"),
                        Optional.of(ANNA),
                        DeviceStatus.State.LOST,
                        Optional.of(NOON),
                        "Anna's phone: it has left the Wi-Fi or is switched off"))));
        pass(17 * 60);
        assertThat(engine.open())
                .extracting(Alert::message)
                .containsExactly("Anna: no glucose for 17 min. Anna's phone: it has left the Wi-Fi or is switched off."
                        + " Last heard at 13:00.");
    }

    @Test
    void the_start_of_a_sensor_is_known_for_as_long_as_it_lives_after_a_restart_too() throws Exception {
        commit(started("sensor-1", NOON.minus(Duration.ofDays(20))));
        commit(started("sensor-1", NOON.minus(Duration.ofDays(9))));
        commit(started("sensor-2", NOON.minus(Duration.ofDays(31))));
        assertThat(seen(ANNA).deviceEvents())
                .extracting(Observation::measuredAt)
                .containsExactly(NOON.minus(Duration.ofDays(9)));
        engine.close();
        engine = newEngine();
        settle();
        assertThat(seen(ANNA).deviceEvents())
                .extracting(Observation::measuredAt)
                .containsExactly(NOON.minus(Duration.ofDays(9)));
    }

    private static DeviceEvent started(String device, Instant at) {
        return new DeviceEvent(
                Origin.of(ANNA, new DeviceId(device), at, at, Provenance.of("test")),
                DeviceEvent.Event.SENSOR_STARTED,
                "");
    }

    private Snapshot seen(PersonId person) {
        settle();
        return asked.get().get(person);
    }

    private Snapshot hub() {
        return seen(Alert.HUB);
    }

    private HubFact fact(String probe) {
        return hub().circumstances().hub(probe).orElseThrow();
    }

    private void pass(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
        settle();
    }

    private void commit(Observation observation) {
        store.append(List.of(observation));
        settle();
    }

    private void settle() {
        engine.committed(List.of());
        engine.judged(store.lastPosition()).orTimeout(10, TimeUnit.SECONDS).join();
        engine.acknowledge("nobody.nothing.0", "settle")
                .handle((alert, missing) -> alert)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private static long askers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("hearthgate-surroundings-ask"))
                .filter(Thread::isAlive)
                .count();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static BodyWeight weight(double kilograms, Instant at) {
        return new BodyWeight(Origin.of(ANNA, new DeviceId("scale"), at, at, Provenance.of("test")), kilograms);
    }

    private static DeviceStatus status(String device, PersonId person, DeviceStatus.State state) {
        return new DeviceStatus(new DeviceId(device), Optional.of(person), state, Optional.of(NOON), "so it is");
    }

    private static DeviceAdapter adapter(String name, Supplier<List<DeviceStatus>> devices) {
        return new DeviceAdapter() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<DeviceStatus> devices() {
                return devices.get();
            }
        };
    }

    private static HealthProbe probe(String name, boolean onAlarmPath, Supplier<Health> health) {
        return new HealthProbe() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean onAlarmPath() {
                return onAlarmPath;
            }

            @Override
            public Health check() {
                return health.get();
            }
        };
    }

    /** Keeps what it was shown, and holds while a probe has failed. */
    private final class Watching implements AlertRule {
        private final boolean aboutHub;

        Watching(boolean aboutHub) {
            this.aboutHub = aboutHub;
        }

        @Override
        public String id() {
            return aboutHub ? "hub-watching" : "watching";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Map<String, String> thresholds() {
            return Map.of();
        }

        @Override
        public boolean aboutHub() {
            return aboutHub;
        }

        @Override
        public Verdict evaluate(Snapshot snapshot) {
            var known = new java.util.HashMap<>(asked.get());
            known.put(snapshot.person().id(), snapshot);
            asked.set(known);
            List<HubFact> facts = new ArrayList<>(snapshot.circumstances().hub());
            facts.removeIf(fact -> fact.health().status() != Health.Status.FAILED);
            return !aboutHub || facts.isEmpty()
                    ? Verdict.clear()
                    : new Verdict.Holds(
                            new Finding(Priority.LOW, "The hub: failed", OptionalDouble.empty(), Optional.empty()));
        }
    }
}
