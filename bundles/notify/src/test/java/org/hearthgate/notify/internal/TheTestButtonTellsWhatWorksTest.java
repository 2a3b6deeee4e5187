package org.hearthgate.notify.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.Channel;
import org.hearthgate.api.notify.Channels;
import org.hearthgate.api.notify.Receipt;
import org.junit.jupiter.api.Test;

/** What a family finds out about its channels before the night: the test button and health. */
class TheTestButtonTellsWhatWorksTest extends DispatcherAtWork {
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
    void the_test_button_of_a_page_that_nobody_has_open_says_so_and_it_counts_as_no_fault() throws Exception {
        with(FakeChannel.near("page").notBecause("no page is open"));
        Receipt receipt = dispatcher.test("page", "Dad").get(5, TimeUnit.SECONDS);
        assertThat(receipt.outcome()).isEqualTo(Receipt.Outcome.FAILED);
        assertThat(receipt.detail()).isEqualTo("no page is open");
        assertThat(dispatcher.check().status()).isEqualTo(Health.Status.OK);
    }
}
