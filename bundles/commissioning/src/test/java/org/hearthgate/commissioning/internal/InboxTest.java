package org.hearthgate.commissioning.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hearthgate.api.commissioning.CommissioningException;
import org.hearthgate.api.commissioning.DeviceAddress;
import org.hearthgate.api.commissioning.Inbox;
import org.hearthgate.api.commissioning.OpenPairing;
import org.hearthgate.api.device.Pairing;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InboxTest {
    private static final String ADDRESS = "00:00:5E:00:53:01";
    private static final DeviceAddress DEVICE = new DeviceAddress("air", ADDRESS);

    private final ManualClock clock = new ManualClock(NOON);
    private final Whiteboard whiteboard = new Whiteboard();
    private final Edge edge = new Edge(Duration.ofMillis(200));
    private final Ears ears = new Ears(whiteboard, edge);
    private final ToyRadio air = new ToyRadio("air");
    private final ToyRadio wire = new ToyRadio("wire");
    private final Pairings pairings = new Pairings(ears, edge, clock, Duration.ofSeconds(120));
    private final CountDownLatch over = new CountDownLatch(1);
    private HeardInbox inbox;

    @BeforeEach
    void two_transports_and_one_kind() {
        whiteboard.add(air.hears(ADDRESS, "toy", false));
        whiteboard.add(wire.hears("10.0.0.7:17580", "kettle", true));
        whiteboard.add(new ToyKind(true, false));
        var configurations = new Configurations(new NoConfigurations(), Realm.DEVICES);
        var roster = new ConfiguredRoster(
                whiteboard, ears, edge, configurations, new Components(new NoComponents(), id -> {}));
        inbox = new HeardInbox(whiteboard, ears, edge, roster, pairings, clock);
    }

    @AfterEach
    void end() {
        over.countDown();
        edge.close();
    }

    private void hang() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> addresses(Inbox inbox) {
        return inbox.entries().stream().map(entry -> entry.device().address()).toList();
    }

    @Test
    void shows_everything_that_is_heard_with_the_kinds_that_would_serve_it() {
        Inbox now = inbox.look();

        assertThat(addresses(now)).containsExactlyInAnyOrder(ADDRESS, "10.0.0.7:17580");
        assertThat(now.troubles()).isEmpty();
        assertThat(now.entries())
                .filteredOn(entry -> entry.device().address().equals(ADDRESS))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.offers()).containsExactly(new Inbox.Offer("toy", "Toy sensor", true, false)));
    }

    @Test
    void a_transport_that_throws_is_named_and_hides_no_other() {
        air.mood = () -> {
            throw new UnsupportedOperationException("the radio fell off");
        };

        Inbox now = inbox.look();

        assertThat(addresses(now)).containsExactly("10.0.0.7:17580");
        assertThat(now.troubles())
                .containsExactly(
                        "The transport ToyRadio broke while answering (UnsupportedOperationException). Try again; if it stays, see the hub's log.");
    }

    @Test
    void a_transport_that_hangs_costs_its_own_answer_once_and_is_not_asked_again_until_it_is_back() {
        var asked = new AtomicInteger();
        air.mood = () -> {
            asked.incrementAndGet();
            hang();
        };

        assertThat(addresses(inbox.look())).containsExactly("10.0.0.7:17580");
        for (int i = 0; i < 100; i++) {
            assertThat(inbox.look().troubles())
                    .singleElement()
                    .asString()
                    .contains("does not answer within 0.2 s", "restart the hub");
        }
        assertThat(asked).as("asked once, and not again while it hangs").hasValue(1);
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("hearthgate-commissioning-ask")))
                .as("threads borrowed for a hundred looks")
                .hasSizeLessThan(20);
        air.mood = () -> {};
        over.countDown();
        while (!inbox.look().troubles().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(addresses(inbox.look())).contains(ADDRESS);
    }

    @Test
    void a_device_over_which_a_kind_breaks_keeps_its_place_and_the_others_their_offers() {
        air.hears("00:00:5E:00:53:09", "broken", false);

        assertThat(inbox.look().entries()).hasSize(3).anySatisfy(entry -> assertThat(entry.offers())
                .hasSize(1));
    }

    @Test
    void a_search_is_bounded_and_tells_when_it_ends() {
        assertThat(inbox.search(Duration.ofSeconds(30))).isEqualTo(NOON.plusSeconds(30));
        assertThat(air.searches).containsExactly(Duration.ofSeconds(30));
        assertThat(wire.searches).hasSize(1);
        assertThat(inbox.look().searchingUntil()).contains(NOON.plusSeconds(30));
        clock.advance(Duration.ofSeconds(30));
        assertThat(inbox.look().searchingUntil()).isEmpty();
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(121), Duration.ofSeconds(-1))) {
            assertThatThrownBy(() -> inbox.search(wrong)).hasMessage("A search lasts 1 to 120 seconds.");
        }
    }

    @Test
    void a_device_says_who_it_is_or_why_not() throws Exception {
        assertThat(inbox.identify(DEVICE).get(5, TimeUnit.SECONDS)).isEqualTo(Map.of("maker", "Toy"));

        air.identity = CompletableFuture.failedFuture(new IllegalStateException("It sleeps. Press its button."));
        assertThatThrownBy(() -> inbox.identify(DEVICE).get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(CommissioningException.class)
                .hasMessage("It sleeps. Press its button.");
        assertThatThrownBy(() -> inbox.identify(new DeviceAddress("smoke", ADDRESS)))
                .hasMessageContaining("No transport 'smoke'");
    }

    @Test
    void a_second_pairing_with_one_device_is_the_first() {
        OpenPairing first = inbox.pair(DEVICE);

        assertThat(inbox.pair(DEVICE).id()).isEqualTo(first.id());
        assertThat(air.pairings).hasSize(1);

        inbox.answer(first.id(), "000000");
        assertThat(inbox.pairing(first.id()).progress().state()).isEqualTo(Pairing.State.FAILED);
        assertThat(inbox.pair(DEVICE).id())
                .as("after a failure one begins anew")
                .isNotEqualTo(first.id());
    }

    @Test
    void a_pairing_that_nobody_looks_at_is_given_up() {
        OpenPairing begun = inbox.pair(DEVICE);
        clock.advance(Duration.ofSeconds(119));
        inbox.pairing(begun.id());
        clock.advance(Duration.ofSeconds(119));
        pairings.giveUpForgotten();
        assertThat(air.pairings.get(0).cancelled).isFalse();

        clock.advance(Duration.ofSeconds(1));
        pairings.giveUpForgotten();

        assertThat(air.pairings.get(0).cancelled).isTrue();
        assertThatThrownBy(() -> inbox.pairing(begun.id())).hasMessageContaining("Begin again");
    }

    @Test
    void a_wrong_answer_goes_on_asking_and_one_that_was_not_asked_is_refused() {
        String id = inbox.pair(DEVICE).id();

        assertThatThrownBy(() -> inbox.answer(id, "abc")).hasMessage("This does not work: a passkey has six digits.");
        assertThat(inbox.pairing(id).progress().state()).isEqualTo(Pairing.State.WANTS_PASSKEY);
        inbox.answer(id, "123456");
        assertThatThrownBy(() -> inbox.answer(id, "123456")).hasMessage("This does not work: nothing was asked.");
    }

    @Test
    void no_more_than_eight_pairings_are_on_their_way() {
        for (int i = 0; i < 9; i++) {
            air.hears("00:00:5E:00:53:1" + i, "toy", false);
        }
        for (int i = 0; i < 8; i++) {
            inbox.pair(new DeviceAddress("air", "00:00:5E:00:53:1" + i));
        }
        assertThatThrownBy(() -> inbox.pair(new DeviceAddress("air", "00:00:5E:00:53:18")))
                .hasMessageContaining("8 pairings are on their way");
    }

    @Test
    void a_device_that_is_not_heard_cannot_be_paired() {
        assertThatThrownBy(() -> inbox.pair(new DeviceAddress("air", "00:00:5E:00:53:77")))
                .isInstanceOf(CommissioningException.class)
                .hasMessageContaining("wake it and search");
    }
}
