package org.hearthgate.notify.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hearthgate.notify.internal.Calls.call;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.notify.ChannelException;
import org.hearthgate.api.notify.Receipt;
import org.junit.jupiter.api.Test;

/** Whom a call goes to, and how often it is tried. */
class EachCallReachesItsChannelsTest extends DispatcherAtWork {
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
}
