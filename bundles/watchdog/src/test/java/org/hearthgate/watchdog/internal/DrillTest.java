package org.hearthgate.watchdog.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.notify.Channels;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.notify.SelfTest;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryAlertJournal;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.StoringSink;
import org.junit.jupiter.api.Test;

/** A drill finds out which stage of the road is broken, and says so. */
class DrillTest {
    private final Hub hub = new Hub();

    /** A hub that answers at once, and of which any part can be taken away. */
    private static final class Hub implements DrillParts {
        private final DrillWitness witness = new DrillWitness();
        private final InMemoryObservationStore store = new InMemoryObservationStore();
        private final StoringSink sink = new StoringSink(store);
        private final AlertJournal journal = new InMemoryAlertJournal();
        private final List<Channels.State> channels = new ArrayList<>(List.of(channel("sounder", true)));
        private final List<Receipt> receipts = new ArrayList<>();
        private final Map<String, String> passed = new HashMap<>();
        private List<Person> people = List.of(new Person(Given.ANNA, "Anna"));
        private List<Carer> carers = List.of();
        private boolean recognises = true;
        private boolean calls = true;
        private boolean writes = true;
        private Optional<IOException> mute = Optional.empty();
        private boolean heardAloud;

        static Channels.State channel(String id, boolean near) {
            return new Channels.State(id, id, near, 0, Optional.empty(), Optional.empty());
        }

        /** What alerting does, by hand. */
        private void alerting(long position) {
            if (!recognises) {
                return;
            }
            var alert = HouseOfParts.alert(
                    SelfTest.alertId(position), Alert.HUB, SelfTest.RULE, Priority.INFORMATION, AlertState.RAISED);
            if (writes) {
                journal.append(List.of(new AlertJournal.Entry(alert, Map.of(), List.of())));
            }
            witness.alert(alert);
            if (calls) {
                witness.call(new Call(
                        alert.id() + "-0",
                        alert,
                        "TEST",
                        Optional.empty(),
                        carers,
                        true,
                        false,
                        true,
                        now(),
                        Duration.ofSeconds(1)));
                receipts.stream()
                        .map(one -> new Receipt(
                                one.callId(),
                                alert.id(),
                                one.person(),
                                0,
                                one.channel(),
                                one.carer(),
                                one.outcome(),
                                one.at(),
                                one.detail()))
                        .forEach(witness::receipt);
            }
        }

        void answers(String channel, Receipt.Outcome outcome, String detail) {
            receipts.add(new Receipt("c", "a", Alert.HUB, 0, channel, Optional.empty(), outcome, now(), detail));
        }

        @Override
        public Instant now() {
            return Given.NOON;
        }

        @Override
        public List<Person> people() {
            return people;
        }

        @Override
        public Optional<ObservationSink> sink() {
            return Optional.of(sink);
        }

        @Override
        public Optional<AlertBoard> board() {
            var board = new HouseOfParts() {
                @Override
                public CompletableFuture<Void> judged(long position) {
                    alerting(position);
                    return super.judged(position);
                }
            };
            return Optional.of(board);
        }

        @Override
        public Optional<AlertJournal> journal() {
            return Optional.of(journal);
        }

        @Override
        public Optional<Channels> channels() {
            return Optional.of(new Channels() {
                @Override
                public List<State> all() {
                    return channels;
                }

                @Override
                public Optional<String> whyNot(String channelId, String alertId) {
                    return Optional.ofNullable(passed.get(channelId));
                }

                @Override
                public CompletableFuture<Receipt> test(String channelId, String by) {
                    throw new UnsupportedOperationException("the drill goes the long way");
                }
            });
        }

        @Override
        public List<Carer> carers() {
            return carers;
        }

        @Override
        public Optional<Voice> voice() {
            return Optional.of(new Voice() {
                @Override
                public String name() {
                    return "loudspeaker";
                }

                @Override
                public void alarm() {
                    throw new IllegalStateException("a drill is no alarm");
                }

                @Override
                public void test(boolean silent) throws IOException {
                    if (mute.isPresent()) {
                        throw mute.get();
                    }
                    heardAloud = !silent;
                }
            });
        }
    }

    private SelfTest.Result drilled(boolean silent) throws InterruptedException {
        return new Drill(hub, hub.witness, Duration.ofMillis(100), Duration.ofMillis(150), silent).run("the test");
    }

    private List<String> failed() throws InterruptedException {
        return drilled(true).stages().stream()
                .filter(stage -> !stage.passed())
                .map(SelfTest.Stage::name)
                .toList();
    }

    @Test
    void every_stage_of_a_hub_that_is_well_passes_and_the_reading_is_marked() throws Exception {
        hub.answers("sounder", Receipt.Outcome.SENT, "");
        SelfTest.Result result = drilled(false);
        assertThat(result.passed()).isTrue();
        assertThat(result.stages())
                .extracting(SelfTest.Stage::name)
                .containsExactly("commit", "alerting", "rules", "journal", "call", "channel sounder", "watchdog");
        var reading = (GlucoseReading) hub.sink.submissions().get(0).get(0);
        assertThat(SelfTest.isDrill(reading)).isTrue();
        assertThat(reading.quality().mayAlarm()).isFalse();
        assertThat(hub.heardAloud).isTrue();
    }

    @Test
    void a_silent_drill_says_so_in_the_mark_and_makes_no_noise() throws Exception {
        hub.answers("sounder", Receipt.Outcome.SENT, "");
        assertThat(drilled(true).passed()).isTrue();
        var reading = hub.sink.submissions().get(0).get(0);
        assertThat(reading.quality().doubt(Doubt.Flag.TEST).orElseThrow().measures())
                .containsKey(SelfTest.SILENT);
        assertThat(hub.heardAloud).isFalse();
    }

    @Test
    void a_record_that_takes_nothing_is_the_only_failure_told() throws Exception {
        hub.sink.failingWith(new SinkBusyException("the disk is full", Duration.ofSeconds(2), null));
        assertThat(failed()).containsExactly("commit");
    }

    @Test
    void a_home_without_people_cannot_be_drilled() throws Exception {
        hub.people = List.of();
        assertThat(failed()).containsExactly("commit");
    }

    @Test
    void a_rule_that_recognises_nothing_is_told() throws Exception {
        hub.recognises = false;
        assertThat(failed()).containsExactly("rules");
    }

    @Test
    void a_call_that_never_goes_out_is_told_and_so_is_a_journal_that_was_not_written() throws Exception {
        hub.calls = false;
        hub.writes = false;
        assertThat(failed()).containsExactly("journal", "call");
    }

    @Test
    void a_channel_fails_with_its_own_reason_or_by_silence() throws Exception {
        hub.channels.add(Hub.channel("mail", false));
        hub.channels.add(Hub.channel("page", true));
        hub.carers = List.of(new Carer("mum", "Mum", Set.of(Given.ANNA), List.of("mail"), false));
        hub.answers("sounder", Receipt.Outcome.FAILED, "no sound card");
        hub.answers("sounder", Receipt.Outcome.GIVEN_UP, "no sound card");
        hub.answers("mail", Receipt.Outcome.FAILED, "no server yet");
        hub.answers("mail", Receipt.Outcome.SENT, "");
        SelfTest.Result result = drilled(true);
        assertThat(result.stages())
                .filteredOn(stage -> !stage.passed())
                .extracting(SelfTest.Stage::name, SelfTest.Stage::detail)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("channel sounder", "not reached: no sound card"),
                        org.assertj.core.api.Assertions.tuple("channel page", "nothing came of it within 0 s"));
    }

    @Test
    void a_channel_by_which_nobody_is_called_fails_nothing() throws Exception {
        hub.channels.add(Hub.channel("webhook.school", false));
        hub.answers("sounder", Receipt.Outcome.RECEIVED, "");
        assertThat(failed()).isEmpty();
    }

    @Test
    void a_page_that_nobody_has_open_is_not_tried_and_fails_nothing() throws Exception {
        hub.channels.add(Hub.channel("page", true));
        hub.passed.put("page", "no page is open");
        hub.answers("sounder", Receipt.Outcome.SENT, "");
        SelfTest.Result result = drilled(true);
        assertThat(result.passed()).isTrue();
        assertThat(result.stages()).contains(new SelfTest.Stage("channel page", true, "not tried: no page is open"));
    }

    @Test
    void a_hub_of_which_no_channel_could_be_tried_fails() throws Exception {
        hub.channels.clear();
        hub.channels.add(Hub.channel("page", true));
        hub.passed.put("page", "no page is open");
        assertThat(failed()).containsExactly("channels");
    }

    @Test
    void a_carer_who_is_to_be_reached_by_what_is_not_there_fails() throws Exception {
        hub.carers = List.of(new Carer("mum", "Mum", Set.of(Given.ANNA), List.of("mail"), false));
        hub.answers("sounder", Receipt.Outcome.SENT, "");
        assertThat(failed()).containsExactly("channel mail");
    }

    @Test
    void a_home_that_can_reach_nobody_fails() throws Exception {
        hub.channels.clear();
        assertThat(failed()).containsExactly("channels");
    }

    @Test
    void a_watchdog_that_cannot_be_heard_fails() throws Exception {
        hub.answers("sounder", Receipt.Outcome.SENT, "");
        hub.mute = Optional.of(new IOException("no sound card"));
        assertThat(failed()).containsExactly("watchdog");
    }
}
