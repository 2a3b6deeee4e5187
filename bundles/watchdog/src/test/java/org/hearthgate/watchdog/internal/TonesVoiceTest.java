package org.hearthgate.watchdog.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.tones.Alarm;
import org.hearthgate.tones.Speaker;
import org.hearthgate.tones.Synthesis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the watchdog hands to its loudspeaker, and how long it waits for it. */
@Timeout(20)
class TonesVoiceTest {
    private static final byte[] TAIL = Synthesis.silence(300);

    private final Card card = new Card();
    private final TonesVoice voice = new TonesVoice("card", () -> card, 80);

    /** Keeps what it was given, and is heard when it is let. */
    private static final class Card implements Speaker {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final CountDownLatch heard = new CountDownLatch(1);
        private final CompletableFuture<Integer> drains = new CompletableFuture<>();
        private Runnable afterWrite = () -> {};
        private Optional<IOException> broken = Optional.empty();
        private volatile boolean closed;

        Card heardAtOnce() {
            heard.countDown();
            return this;
        }

        @Override
        public String name() {
            return "card";
        }

        @Override
        public void write(byte[] pcm) {
            taken.writeBytes(pcm);
            afterWrite.run();
        }

        @Override
        public void drain() throws IOException, InterruptedException {
            drains.complete(taken.size());
            heard.await();
            if (broken.isPresent()) {
                throw broken.get();
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @AfterEach
    void leave_nobody_waiting() {
        card.heardAtOnce();
        assertThat(Thread.interrupted()).isFalse();
    }

    private static byte[] burst(int number) {
        return new Alarm("watchdog", Priority.HIGH, 1, 80, 3).burst(number, Duration.ZERO);
    }

    private static byte[] withTail(byte[] burst) {
        byte[] whole = Arrays.copyOf(burst, burst.length + TAIL.length);
        System.arraycopy(TAIL, 0, whole, burst.length, TAIL.length);
        return whole;
    }

    @Test
    void an_alarm_is_over_when_all_of_it_was_heard_and_not_when_it_was_taken() throws Exception {
        var over = new CompletableFuture<Boolean>();
        var caller = new Thread(
                () -> {
                    try {
                        voice.alarm();
                        over.complete(card.closed);
                    } catch (IOException | InterruptedException e) {
                        over.completeExceptionally(e);
                    }
                },
                "whoever-sounds-the-alarm");
        caller.start();
        assertThat(card.drains.get()).isEqualTo(burst(0).length + TAIL.length);
        await().until(() -> caller.getState() == Thread.State.WAITING);
        assertThat(over).isNotDone();
        assertThat(card.closed).isFalse();
        card.heardAtOnce();
        assertThat(over.get()).as("let go of afterwards").isTrue();
        assertThat(card.taken.toByteArray()).isEqualTo(withTail(burst(0)));
    }

    @Test
    void one_burst_follows_the_other() throws Exception {
        card.heardAtOnce();
        for (int number = 0; number < 5; number++) {
            card.taken.reset();
            voice.alarm();
            assertThat(card.taken.toByteArray()).isEqualTo(withTail(burst(number)));
        }
    }

    @Test
    void a_burst_ends_with_the_part_in_which_it_was_told_to_be_silent() {
        card.afterWrite = Thread.currentThread()::interrupt;
        assertThatThrownBy(voice::alarm).isInstanceOf(InterruptedException.class);
        assertThat(card.taken.size()).isEqualTo(100 * Synthesis.OCTETS_A_MILLI);
        assertThat(card.drains).isNotDone();
        assertThat(card.closed).isTrue();
    }

    @Test
    void a_burst_whose_end_is_awaited_ends_when_it_is_told_to_be_silent() {
        Thread caller = Thread.currentThread();
        card.drains.thenRun(caller::interrupt);
        assertThatThrownBy(voice::alarm).isInstanceOf(InterruptedException.class);
        assertThat(card.closed).isTrue();
    }

    @Test
    void a_card_that_goes_before_the_end_has_not_been_heard() {
        card.broken = Optional.of(new IOException("the card is gone"));
        card.heardAtOnce();
        assertThatThrownBy(voice::alarm).isInstanceOf(IOException.class).hasMessage("the card is gone");
        assertThat(card.closed).isTrue();
    }

    @Test
    void being_told_to_be_silent_while_the_card_is_opened_is_no_fault_of_the_card() {
        var opening = new TonesVoice(
                "card",
                () -> {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted while aplay was starting");
                },
                80);
        assertThatThrownBy(opening::alarm).isInstanceOf(InterruptedException.class);
    }

    @Test
    void a_silent_test_goes_the_whole_way_without_a_sound() throws Exception {
        card.heardAtOnce();
        voice.test(true);
        assertThat(card.taken.toByteArray()).isEqualTo(TAIL);
        assertThat(card.drains).isDone();
    }

    @Test
    void a_test_that_is_heard_is_no_alarm() throws Exception {
        card.heardAtOnce();
        voice.test(false);
        assertThat(card.taken.toByteArray())
                .isEqualTo(
                        withTail(new Alarm("watchdog-test", Priority.INFORMATION, 0, 30, 3).burst(0, Duration.ZERO)));
    }
}
