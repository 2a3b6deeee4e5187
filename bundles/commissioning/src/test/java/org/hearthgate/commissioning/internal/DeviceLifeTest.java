package org.hearthgate.commissioning.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.commissioning.internal.Workshop.anna;
import static org.hearthgate.commissioning.internal.Workshop.get;
import static org.hearthgate.commissioning.internal.Workshop.refusal;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hearthgate.api.commissioning.Applied;
import org.hearthgate.api.commissioning.Assignment;
import org.hearthgate.api.commissioning.CommissioningException;
import org.hearthgate.api.commissioning.CommissioningException.Reason;
import org.hearthgate.api.commissioning.DeviceAddress;
import org.hearthgate.api.commissioning.DeviceSet;
import org.hearthgate.api.commissioning.HomeDevice;
import org.hearthgate.api.commissioning.ImportOutcome;
import org.hearthgate.api.commissioning.SettingsUpdate;
import org.hearthgate.api.commissioning.Standing;
import org.hearthgate.api.commissioning.TestReading;
import org.hearthgate.api.device.Pairing;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.testkit.osgi.Equinox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.launch.FrameworkFactory;

/** A device's whole life, with the real ConfigurationAdmin, components and metatype, and what is left of it after a restart. */
@Timeout(90)
class DeviceLifeTest {
    private static final String FIRST = "00:00:5E:00:53:01";
    private static final String SECOND = "00:00:5E:00:53:02";
    private static final String PID = "org.hearthgate.adapter.toy~toy-1";

    @TempDir
    private Path folder;

    private Workshop open() throws Exception {
        return new Workshop(new org.apache.felix.framework.FrameworkFactory(), folder, false);
    }

    @Test
    void a_device_lives_from_assignment_to_forgetting_in_felix() throws Exception {
        lives(new org.apache.felix.framework.FrameworkFactory());
    }

    @Test
    void a_device_lives_from_assignment_to_forgetting_in_equinox() throws Exception {
        try (var equinox = new Equinox()) {
            lives(equinox.factory());
        }
    }

    private void lives(FrameworkFactory frameworks) throws Exception {
        try (var hub = new Workshop(frameworks, folder, false)) {
            hub.radio.hears(FIRST, "toy", true).hears(SECOND, "toy", true);
            var roster = hub.desk().roster();

            Applied assigned = get(roster.assign("installer", anna(FIRST)));
            assertThat(assigned.pid()).isEqualTo(PID);
            assertThat(assigned.standing().state()).isEqualTo(Standing.State.RUNNING);
            assertThat(assigned.lasting()).isTrue();

            TestReading reading =
                    get(roster.reading(PID, 0, Duration.ofSeconds(5))).orElseThrow();
            assertThat(reading.age()).isEqualTo(Duration.ofSeconds(60));
            assertThat(reading.signalDbm()).hasValue(-61);
            assertThat(get(roster.reading(PID, 0, Duration.ZERO)))
                    .as("without waiting")
                    .isPresent();
            assertThat(get(roster.reading(PID, reading.stored().position(), Duration.ZERO)))
                    .as("no later one yet")
                    .isEmpty();
            assertThat(reading.stored().observation().person()).isEqualTo(ANNA);

            get(roster.rename("installer", PID, "Left arm"));
            assertThat(roster.device(PID).orElseThrow().label()).isEqualTo("Left arm");

            get(roster.replace("installer", PID, new DeviceAddress("air", SECOND)));
            HomeDevice replaced = roster.device(PID).orElseThrow();
            assertThat(replaced.address()).isEqualTo(SECOND);
            assertThat(replaced.label()).isEqualTo("Left arm");
            assertThat(hub.radio.forgotten).containsExactly(FIRST);
            assertThat(get(roster.reading(PID, reading.stored().position(), Duration.ofSeconds(5))))
                    .hasValueSatisfying(next -> assertThat(
                                    next.stored().observation().device().value())
                            .isEqualTo("urn:dev:mac:00005efffe005302:"));

            get(roster.reassign("installer", PID, BEN));
            assertThat(roster.device(PID).orElseThrow().person()).contains(BEN);
        }
        try (var hub = new Workshop(frameworks, folder, false)) {
            var roster = hub.desk().roster();
            assertThat(roster.devices()).singleElement().satisfies(device -> {
                assertThat(device.pid()).isEqualTo(PID);
                assertThat(device.person()).contains(BEN);
                assertThat(device.label()).isEqualTo("Left arm");
                assertThat(device.address()).isEqualTo(SECOND);
                assertThat(device.standing().state()).isEqualTo(Standing.State.RUNNING);
            });

            get(roster.forget("installer", PID));

            assertThat(roster.devices()).isEmpty();
            assertThat(hub.radio.forgotten).containsExactly(SECOND);
            assertThat(hub.store.lastPosition()).as("what it measured stays").isPositive();
            assertThat(hub.desk().changes()).singleElement().satisfies(change -> {
                assertThat(change.what()).isEqualTo("forget");
                assertThat(change.who()).isEqualTo("installer");
            });
        }
        try (var hub = new Workshop(frameworks, folder, false)) {
            assertThat(hub.desk().roster().devices()).isEmpty();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("hearthgate-commissioning"));
    }

    @Test
    void settings_with_which_nothing_starts_are_taken_back_and_the_reason_is_told() throws Exception {
        try (var hub = open()) {
            hub.radio.hears(FIRST, "toy", true);
            get(hub.desk().roster().assign("installer", anna(FIRST)));
            Map<String, Object> written = Workshop.values(hub.config().resolve(PID + ".json"));

            CommissioningException refused = refusal(
                    hub.desk().settings().apply("installer", PID, SettingsUpdate.of(Map.of("backwards", true))));

            assertThat(refused.reason()).isEqualTo(Reason.DID_NOT_START);
            assertThat(refused)
                    .hasMessage(
                            PID + " did not start with these settings: org.hearthgate.adapter.toy: backwards is set,"
                                    + " and no toy runs backwards; take it away. The former settings are back.");
            assertThat(hub.desk().roster().device(PID).orElseThrow().standing().state())
                    .isEqualTo(Standing.State.RUNNING);
            assertThat(hub.desk().settings().of(PID).orElseThrow().values()).doesNotContainKey("backwards");
            assertThat(Workshop.values(hub.config().resolve(PID + ".json"))).isEqualTo(written);
            assertThat(hub.desk().changes().get(0).done()).isFalse();
        }
    }

    @Test
    void a_new_device_that_does_not_start_leaves_nothing_behind() throws Exception {
        try (var hub = open()) {
            hub.radio.hears(FIRST, "toy", true);
            var backwards = new Assignment(new DeviceAddress("air", FIRST), "toy", ANNA, "", Map.of("backwards", true));

            CommissioningException refused = refusal(hub.desk().roster().assign("installer", backwards));

            assertThat(refused).hasMessageEndingWith("Nothing was kept.");
            assertThat(hub.desk().roster().devices()).isEmpty();
            try (Stream<Path> files = Files.list(hub.config())) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    void settings_that_cannot_be_written_are_taken_back() throws Exception {
        try (var hub = open()) {
            hub.radio.hears(FIRST, "toy", true);
            get(hub.desk().roster().assign("installer", anna(FIRST)));
            // a folder in the place of the file: no way to write, for root neither
            Files.delete(hub.config().resolve(PID + ".json"));
            Files.createDirectories(hub.config().resolve(PID + ".json/in-the-way"));

            CommissioningException refused = refusal(hub.desk().roster().rename("installer", PID, "Right arm"));

            assertThat(refused.reason()).isEqualTo(Reason.NOT_SAVED);
            assertThat(hub.desk().roster().device(PID).orElseThrow().label()).isEqualTo("Anna's sensor");
        }
    }

    @Test
    void one_address_is_one_device() throws Exception {
        try (var hub = open()) {
            hub.radio.hears(FIRST, "toy", true);
            get(hub.desk().roster().assign("installer", anna(FIRST)));

            CommissioningException refused = refusal(hub.desk().roster().assign("installer", anna(FIRST)));

            assertThat(refused).hasMessageContaining("'bluetoothAddress' is in use by " + PID);
        }
    }

    @Test
    void a_device_of_another_kind_and_a_kind_that_is_not_there_are_refused() throws Exception {
        try (var hub = open()) {
            hub.radio.hears(FIRST, "kettle", true);

            assertThat(refusal(hub.desk().roster().assign("installer", anna(FIRST))))
                    .hasMessage("This device is not of the kind 'toy'. The inbox names the kinds that serve it.");
            assertThat(refusal(hub.desk()
                            .roster()
                            .assign(
                                    "installer",
                                    new Assignment(new DeviceAddress("air", FIRST), "pump", ANNA, "", Map.of()))))
                    .hasMessage("No adapter here serves the kind 'pump'; kinds served: [toy].");
        }
    }

    @Test
    void a_device_that_wants_pairing_is_paired_by_question_and_answer_before_it_is_assigned() throws Exception {
        try (var hub = new Workshop(new org.apache.felix.framework.FrameworkFactory(), folder, true)) {
            hub.radio.hears(FIRST, "toy", false);
            assertThat(refusal(hub.desk().roster().assign("installer", anna(FIRST))))
                    .hasMessageContaining("Pair it, then assign it.");

            var inbox = hub.desk().inbox();
            var pairing = inbox.pair(new DeviceAddress("air", FIRST));
            assertThat(pairing.progress().state()).isEqualTo(Pairing.State.WANTS_PASSKEY);
            assertThatThrownBy(() -> inbox.answer(pairing.id(), "12")).hasMessageContaining("six digits");
            assertThat(inbox.answer(pairing.id(), "123456").progress().state()).isEqualTo(Pairing.State.DONE);

            get(hub.desk().roster().assign("installer", anna(FIRST)));
            assertThat(inbox.look().entries()).singleElement().satisfies(entry -> {
                assertThat(entry.offers()).hasSize(1);
                assertThat(entry.usedBy()).extracting(HomeDevice::pid).containsExactly(PID);
            });
        }
    }

    @Test
    void a_device_set_is_taken_in_once_for_other_people_and_the_wrong_ones_are_left_out() throws Exception {
        DeviceSet set;
        try (var hub = open()) {
            hub.radio.hears(FIRST, "toy", true);
            get(hub.desk().roster().assign("installer", anna(FIRST)));
            DeviceSet exported = hub.desk().roster().export();
            var wrong = new DeviceSet.Entry(
                    "org.hearthgate.adapter.toy~wrong",
                    Map.of("person", "anna", "bluetoothAddress", SECOND, "colour", "green"),
                    List.of());
            var foreign = new DeviceSet.Entry("org.hearthgate.access~me", Map.of("role", "family"), List.of());
            set = new DeviceSet(
                    exported.exportedAt(), List.of(exported.devices().get(0), wrong, foreign));
            get(hub.desk().roster().forget("installer", PID));
        }
        try (var hub = open()) {
            var roster = hub.desk().roster();
            var people = Map.of("anna", new PersonId("ben"));

            assertThat(outcomes(get(roster.take("installer", set, people, true))))
                    .isEqualTo("ADDED REFUSED REFUSED");
            assertThat(roster.devices()).as("a dry run").isEmpty();
            assertThat(outcomes(get(roster.take("installer", set, people, false))))
                    .isEqualTo("ADDED REFUSED REFUSED");
            assertThat(roster.devices()).singleElement().satisfies(device -> assertThat(device.person())
                    .contains(BEN));
            assertThat(outcomes(get(roster.take("installer", set, people, false))))
                    .isEqualTo("SAME REFUSED REFUSED");
            assertThat(outcomes(get(roster.take("installer", set, Map.of(), true))))
                    .isEqualTo("CHANGED REFUSED REFUSED");
        }
    }

    private static String outcomes(List<ImportOutcome> outcomes) {
        return String.join(
                " ", outcomes.stream().map(one -> one.outcome().name()).toList());
    }
}
