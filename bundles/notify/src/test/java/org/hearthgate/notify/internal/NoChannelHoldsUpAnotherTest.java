package org.hearthgate.notify.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hearthgate.notify.internal.Calls.call;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.ChannelException;
import org.hearthgate.api.notify.Receipt;
import org.junit.jupiter.api.Test;

/** What waits behind a channel, in which order, and what is not said any more when it is over. */
class NoChannelHoldsUpAnotherTest extends DispatcherAtWork {
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
