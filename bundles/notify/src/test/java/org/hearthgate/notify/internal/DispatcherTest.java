package org.hearthgate.notify.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hearthgate.notify.internal.Calls.call;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.Channel;
import org.hearthgate.api.notify.ChannelException;
import org.hearthgate.api.notify.Channels;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.InMemoryReceiptJournal;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private final ManualClock clock = new ManualClock(NOON);
    private final ReceiptBook book = new ReceiptBook();
    private final InMemoryReceiptJournal journal = new InMemoryReceiptJournal();
    private final CountDownLatch release = new CountDownLatch(1);
    private final Dispatcher dispatcher =
            new Dispatcher(clock, book, Configured.by(Dispatcher.Config.class, Map.of("firstRetryMillis", 1000)));

    DispatcherTest() {
        book.setJournal(journal);
    }

    @AfterEach
    void close() {
        release.countDown();
        dispatcher.close();
        book.close();
    }

    private FakeChannel with(FakeChannel channel) {
        dispatcher.addChannel(channel);
        return channel;
    }

    private List<Receipt> receipts(String alert) {
        return book.ofAlert(alert);
    }

    private void awaitOutcomes(String alert, Receipt.Outcome... outcomes) {
        await().untilAsserted(() ->
                assertThat(receipts(alert)).extracting(Receipt::outcome).containsExactly(outcomes));
    }

    @Test
    void a_call_goes_to_whoever_is_near_and_to_the_channels_of_its_carers_and_to_no_other() {
        FakeChannel sounder = with(FakeChannel.near("sounder"));
        FakeChannel school = with(FakeChannel.called("webhook.school"));
        FakeChannel mail = with(FakeChannel.called("mail.gran"));
        dispatcher.call(call().near().to("teacher", "webhook.school").build());
        awaitOutcomes("a1", Receipt.Outcome.SENT, Receipt.Outcome.SENT);
        assertThat(sounder.delivered()).hasSize(1);
        assertThat(school.delivered()).hasSize(1);
        assertThat(mail.delivered()).isEmpty();
        assertThat(receipts("a1"))
                .extracting(Receipt::channel, Receipt::carer)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("sounder", Optional.empty()),
                        org.assertj.core.groups.Tuple.tuple("webhook.school", Optional.of("teacher")));
    }

    @Test
    void a_call_for_carers_alone_leaves_the_sounder_silent() {
        FakeChannel sounder = with(FakeChannel.near("sounder"));
        with(FakeChannel.called("mail.gran"));
        dispatcher.call(call().to("gran", "mail.gran").build());
        awaitOutcomes("a1", Receipt.Outcome.SENT);
        assertThat(sounder.delivered()).isEmpty();
    }

    @Test
    void two_carers_behind_one_channel_are_one_delivery_and_two_receipts() {
        FakeChannel house = with(FakeChannel.called("house"));
        dispatcher.call(call().to("mum", "house").to("dad", "house").build());
        awaitOutcomes("a1", Receipt.Outcome.SENT, Receipt.Outcome.SENT);
        assertThat(house.delivered()).hasSize(1);
        assertThat(receipts("a1")).extracting(Receipt::carer).containsExactly(Optional.of("mum"), Optional.of("dad"));
    }

    @Test
    void a_carer_whose_channel_is_not_there_is_told_as_failed_and_called_when_it_comes() {
        dispatcher.call(call().to("gran", "mail.gran").build());
        awaitOutcomes("a1", Receipt.Outcome.FAILED);
        assertThat(receipts("a1").get(0).detail()).contains("there is no channel 'mail.gran'");
        FakeChannel mail = with(FakeChannel.called("mail.gran"));
        awaitOutcomes("a1", Receipt.Outcome.FAILED, Receipt.Outcome.SENT);
        assertThat(mail.delivered()).hasSize(1);
    }

    @Test
    void a_channel_that_fails_is_tried_again_with_growing_waits_and_each_reason_is_told_once() {
        var tries = new AtomicInteger();
        with(FakeChannel.called("school").doing(call -> {
            switch (tries.incrementAndGet()) {
                case 1, 2 -> throw ChannelException.passing("it answered 503", null);
                case 3 -> throw ChannelException.passing("it did not answer", null);
                default -> {
                    return Receipt.Outcome.SENT;
                }
            }
        }));
        dispatcher.call(call().to("teacher", "school").build());
        await().until(() -> tries.get() == 1);
        for (int wanted = 2; wanted <= 4; wanted++) {
            int now = wanted;
            await().until(() -> {
                clock.advance(Duration.ofSeconds(1));
                return tries.get() >= now;
            });
        }
        awaitOutcomes("a1", Receipt.Outcome.FAILED, Receipt.Outcome.FAILED, Receipt.Outcome.SENT);
        assertThat(receipts("a1"))
                .extracting(Receipt::detail)
                .containsExactly("it answered 503", "it did not answer", "");
    }

    @Test
    void when_the_time_for_a_call_is_over_it_is_given_up_with_the_last_reason() {
        FakeChannel school = with(FakeChannel.called("school").doing(FakeChannel.failing("it answered 503")));
        dispatcher.call(
                call().to("teacher", "school").within(Duration.ofSeconds(30)).build());
        awaitOutcomes("a1", Receipt.Outcome.FAILED);
        clock.advance(Duration.ofSeconds(31));
        awaitOutcomes("a1", Receipt.Outcome.FAILED, Receipt.Outcome.GIVEN_UP);
        assertThat(receipts("a1").get(1).detail()).isEqualTo("it answered 503");
        int tries = school.tries();
        clock.advance(Duration.ofMinutes(5));
        assertThat(school.tries()).isEqualTo(tries);
    }

    @Test
    void what_cannot_work_is_given_up_at_once() {
        FakeChannel school = with(FakeChannel.called("school").doing(call -> {
            throw ChannelException.permanent("it answered 410; check its address");
        }));
        dispatcher.call(call().to("teacher", "school").build());
        awaitOutcomes("a1", Receipt.Outcome.GIVEN_UP);
        clock.advance(Duration.ofMinutes(1));
        assertThat(school.tries()).isEqualTo(1);
    }

    @Test
    void a_channel_that_hangs_holds_up_no_other_and_nobody_who_calls() {
        with(FakeChannel.called("hung").doing(FakeChannel.hanging(release)));
        FakeChannel sounder = with(FakeChannel.near("sounder"));
        for (int step = 0; step < 5; step++) {
            dispatcher.call(call().near().step(step).to("gran", "hung").build());
            int expected = step;
            await().until(() ->
                    sounder.delivered().stream().anyMatch(call -> call.alert().step() == expected));
        }
    }

    @Test
    void what_waits_behind_a_channel_that_hangs_is_given_up_in_time_and_the_hanging_one_interrupted() {
        FakeChannel hung = with(FakeChannel.called("hung").doing(FakeChannel.hanging(release)));
        dispatcher.call(call().about("a1").to("gran", "hung").build());
        await().until(() -> hung.tries() == 1);
        dispatcher.call(call().about("a2")
                .to("gran", "hung")
                .within(Duration.ofSeconds(20))
                .build());
        clock.advance(Duration.ofSeconds(21));
        awaitOutcomes("a2", Receipt.Outcome.GIVEN_UP);
        assertThat(receipts("a2").get(0).detail()).contains("busy");
        clock.advance(Duration.ofSeconds(40));
        awaitOutcomes("a1", Receipt.Outcome.FAILED);
        assertThat(receipts("a1").get(0).detail()).isEqualTo("it had not ended after 60 s");
    }

    @Test
    void a_newer_step_takes_the_place_of_the_older_one_that_waits() {
        FakeChannel hung = with(FakeChannel.called("hung").doing(FakeChannel.hanging(release)));
        dispatcher.call(call().about("other").to("gran", "hung").build());
        await().until(() -> hung.tries() == 1);
        dispatcher.call(call().step(0).to("gran", "hung").build());
        dispatcher.call(call().step(1).to("gran", "hung").build());
        release.countDown();
        awaitOutcomes("a1", Receipt.Outcome.GIVEN_UP, Receipt.Outcome.SENT);
        assertThat(hung.delivered()).extracting(Call::id).containsExactly("other/0", "a1/1");
    }

    @Test
    void the_most_urgent_goes_first_and_the_line_is_bounded() {
        FakeChannel hung = with(FakeChannel.called("hung").doing(FakeChannel.hanging(release)));
        dispatcher.call(call().about("first").to("gran", "hung").build());
        await().until(() -> hung.tries() == 1);
        for (int i = 0; i <= WaitingLine.MOST; i++) {
            dispatcher.call(call().about("low" + i)
                    .priority(Priority.LOW)
                    .to("gran", "hung")
                    .build());
        }
        dispatcher.call(call().about("urgent").to("gran", "hung").build());
        assertThat(dispatcher.all().get(0).waiting()).isEqualTo(WaitingLine.MOST + 1);
        release.countDown();
        await().until(() -> hung.delivered().size() == WaitingLine.MOST + 1);
        assertThat(hung.delivered().get(1).alert().id()).isEqualTo("urgent");
        assertThat(book.since(NOON, 1000).stream().filter(r -> r.outcome() == Receipt.Outcome.GIVEN_UP))
                .hasSize(2);
    }

    @Test
    void quiet_drops_what_waits_and_stops_what_sounds() {
        FakeChannel hung = with(FakeChannel.called("hung").doing(FakeChannel.hanging(release)));
        FakeChannel sounder = with(FakeChannel.near("sounder"));
        dispatcher.call(call().about("first").to("gran", "hung").build());
        await().until(() -> hung.tries() == 1);
        dispatcher.call(call().near().to("gran", "hung").build());
        await().until(() -> sounder.delivered().size() == 1);
        dispatcher.quiet(call().alert());
        await().until(() -> sounder.quieted().equals(List.of("a1")));
        release.countDown();
        await().until(() -> hung.quieted().equals(List.of("a1")));
        assertThat(hung.delivered()).extracting(Call::id).containsExactly("first/0");
    }

    @Test
    void a_delivery_that_fails_after_quiet_is_not_tried_again() {
        var gate = new CountDownLatch(1);
        FakeChannel school = with(FakeChannel.called("school").doing(call -> {
            gate.await();
            throw ChannelException.passing("it answered 503", null);
        }));
        dispatcher.call(call().to("teacher", "school").build());
        await().until(() -> school.tries() == 1);
        dispatcher.quiet(call().alert());
        gate.countDown();
        awaitOutcomes("a1", Receipt.Outcome.FAILED);
        await().until(() -> school.quieted().equals(List.of("a1")));
        clock.advance(Duration.ofMinutes(1));
        assertThat(school.tries()).isEqualTo(1);
    }

    @Test
    void a_sounder_that_comes_back_with_other_settings_sounds_on_and_a_web_hook_is_not_called_twice() {
        FakeChannel sounder = with(FakeChannel.near("sounder"));
        FakeChannel school = with(FakeChannel.called("school"));
        dispatcher.call(call().near().to("teacher", "school").build());
        awaitOutcomes("a1", Receipt.Outcome.SENT, Receipt.Outcome.SENT);
        dispatcher.removeChannel(sounder);
        dispatcher.removeChannel(school);
        clock.advance(Duration.ofMinutes(10));
        FakeChannel again = with(FakeChannel.near("sounder"));
        FakeChannel schoolAgain = with(FakeChannel.called("school"));
        await().until(() -> again.delivered().size() == 1);
        assertThat(schoolAgain.tries()).isZero();
        dispatcher.quiet(call().alert());
        dispatcher.removeChannel(again);
        FakeChannel third = with(FakeChannel.near("sounder"));
        dispatcher.call(call().about("a2").near().build());
        await().until(() -> third.delivered().size() == 1);
        assertThat(third.delivered().get(0).alert().id()).isEqualTo("a2");
    }

    @Test
    void a_channel_that_breaks_is_told_and_goes_on() {
        var broken = new AtomicInteger();
        FakeChannel school = with(FakeChannel.called("school").doing(call -> {
            if (broken.getAndIncrement() == 0) {
                throw new IllegalStateException("Anna: 52");
            }
            return Receipt.Outcome.SENT;
        }));
        dispatcher.call(call().to("teacher", "school").build());
        awaitOutcomes("a1", Receipt.Outcome.FAILED);
        assertThat(receipts("a1").get(0).detail())
                .contains("IllegalStateException")
                .doesNotContain("52");
        clock.advance(Duration.ofSeconds(2));
        await().until(() -> school.delivered().size() == 1);
    }

    @Test
    void the_test_button_sends_one_try_that_says_it_is_a_test() throws Exception {
        FakeChannel school = with(FakeChannel.called("school").doing(call -> Receipt.Outcome.RECEIVED));
        Receipt receipt = dispatcher.test("school", "Dad").get(5, TimeUnit.SECONDS);
        assertThat(receipt.outcome()).isEqualTo(Receipt.Outcome.RECEIVED);
        Call drill = school.delivered().get(0);
        assertThat(drill.test()).isTrue();
        assertThat(drill.alert().message()).contains("TEST by Dad", "nobody is in danger");
        Channels.State state = dispatcher.all().get(0);
        assertThat(state.latestTest()).hasValue(receipt);
        assertThat(state.label()).isEqualTo("the fake school");
    }

    @Test
    void a_test_that_fails_says_why_at_once() throws Exception {
        FakeChannel school = with(FakeChannel.called("school").doing(FakeChannel.failing("it answered 503")));
        Receipt receipt = dispatcher.test("school", "Dad").get(5, TimeUnit.SECONDS);
        assertThat(receipt.outcome()).isEqualTo(Receipt.Outcome.FAILED);
        assertThat(receipt.detail()).isEqualTo("it answered 503");
        clock.advance(Duration.ofMinutes(1));
        assertThat(school.tries()).isEqualTo(1);
    }

    @Test
    void one_test_at_a_time_and_only_of_what_is_there() {
        with(FakeChannel.called("school").doing(FakeChannel.hanging(release)));
        CompletableFuture<Receipt> first = dispatcher.test("school", "Dad");
        assertThatThrownBy(() -> dispatcher.test("school", "Mum").get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> dispatcher.test("moon", "Mum").get()).hasCauseInstanceOf(NoSuchElementException.class);
        release.countDown();
        assertThat(first.join().outcome()).isEqualTo(Receipt.Outcome.SENT);
        assertThat(dispatcher.test("school", "Mum").join().outcome()).isEqualTo(Receipt.Outcome.SENT);
    }

    @Test
    void a_test_under_way_in_a_channel_that_goes_is_answered() throws Exception {
        Channel school = with(FakeChannel.called("school").doing(FakeChannel.hanging(release)));
        CompletableFuture<Receipt> test = dispatcher.test("school", "Dad");
        await().until(() -> ((FakeChannel) school).tries() == 1);
        dispatcher.removeChannel(school);
        assertThat(test.get(5, TimeUnit.SECONDS).outcome()).isEqualTo(Receipt.Outcome.FAILED);
    }

    @Test
    void health_tells_of_channels_that_fail_and_of_a_hub_that_can_call_nobody() {
        assertThat(dispatcher.check().status()).isEqualTo(Health.Status.FAILED);
        with(FakeChannel.near("sounder"));
        FakeChannel school = with(FakeChannel.called("school").doing(FakeChannel.failing("it answered 503")));
        assertThat(dispatcher.check().status()).isEqualTo(Health.Status.OK);
        dispatcher.test("school", "Dad").join();
        assertThat(dispatcher.check().status()).isEqualTo(Health.Status.WARN);
        assertThat(dispatcher.check().message()).contains("school: it answered 503");
        school.doing(call -> Receipt.Outcome.SENT);
        dispatcher.test("school", "Dad").join();
        assertThat(dispatcher.check().status()).isEqualTo(Health.Status.OK);
    }

    @Test
    void a_channel_that_a_call_is_not_for_is_no_fault_leaves_no_receipt_and_is_asked_again_in_time() {
        with(FakeChannel.near("sounder"));
        FakeChannel page = with(FakeChannel.near("page").notBecause("no page is open"));
        dispatcher.call(call().near().build());
        awaitOutcomes("a1", Receipt.Outcome.SENT);
        assertThat(dispatcher.whyNot("page", "a1")).hasValue("no page is open");
        assertThat(dispatcher.whyNot("sounder", "a1")).isEmpty();
        assertThat(dispatcher.check().status()).isEqualTo(Health.Status.OK);
        clock.advance(Duration.ofSeconds(1));
        assertThat(page.tries()).isZero();
        page.open();
        clock.advance(Duration.ofSeconds(1));
        awaitOutcomes("a1", Receipt.Outcome.SENT, Receipt.Outcome.SENT);
        clock.advance(Duration.ofSeconds(5));
        assertThat(page.tries()).isEqualTo(1);
        assertThat(dispatcher.whyNot("page", "a1")).isEmpty();
    }

    @Test
    void a_page_that_is_opened_when_the_call_was_answered_is_left_alone() {
        FakeChannel page = with(FakeChannel.near("page").notBecause("no page is open"));
        dispatcher.call(call().near().build());
        dispatcher.quiet(call().alert());
        page.open();
        clock.advance(Duration.ofSeconds(2));
        await().until(() -> page.quieted().equals(List.of("a1")));
        assertThat(page.tries()).isZero();
    }

    @Test
    void the_test_button_of_a_page_that_nobody_has_open_says_so_and_it_counts_as_no_fault() throws Exception {
        with(FakeChannel.near("page").notBecause("no page is open"));
        Receipt receipt = dispatcher.test("page", "Dad").get(5, TimeUnit.SECONDS);
        assertThat(receipt.outcome()).isEqualTo(Receipt.Outcome.FAILED);
        assertThat(receipt.detail()).isEqualTo("no page is open");
        assertThat(dispatcher.check().status()).isEqualTo(Health.Status.OK);
    }

    @Test
    void a_drill_that_is_over_is_not_sounded_by_a_sounder_that_comes_later() {
        FakeChannel sounder = with(FakeChannel.near("sounder"));
        dispatcher.call(call().about("self-test-7").test().near().build());
        awaitOutcomes("self-test-7", Receipt.Outcome.SENT);
        dispatcher.removeChannel(sounder);
        FakeChannel again = with(FakeChannel.near("sounder"));
        dispatcher.call(call().about("a2").near().build());
        await().until(() -> again.delivered().size() == 1);
        assertThat(again.delivered().get(0).alert().id()).isEqualTo("a2");
    }
}
