package org.hearthgate.tones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hearthgate.api.alert.Priority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlayerTest {
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration LATER = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofMillis(150);

    private final Card card = new Card();
    private final AtomicInteger opened = new AtomicInteger();
    private volatile String missing = "";
    private Player player = player(LATER);

    private Player player(Duration look) {
        return new Player("test-player", this::open, SOON, look, PATIENCE);
    }

    private Speaker open() throws IOException {
        if (!missing.isEmpty()) {
            throw new IOException(missing);
        }
        opened.incrementAndGet();
        card.closed = new CountDownLatch(1);
        return card;
    }

    @AfterEach
    void close() {
        player.close();
    }

    /** Remembers what it was given; can be pulled out, and can hang. */
    private static final class Card implements Speaker {
        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
        private volatile CountDownLatch closed = new CountDownLatch(1);
        private volatile String fault = "";
        private volatile boolean hanging;

        @Override
        public String name() {
            return "a card";
        }

        @Override
        public void write(byte[] pcm) throws IOException {
            if (hanging) {
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new IOException("closed while it hung");
            }
            if (!fault.isEmpty()) {
                throw new IOException(fault);
            }
            synchronized (heard) {
                heard.writeBytes(pcm);
            }
        }

        Heard heard() {
            synchronized (heard) {
                return Heard.of(heard.toByteArray());
            }
        }

        void forget() {
            synchronized (heard) {
                heard.reset();
            }
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private static Alarm alarm(String id, Priority priority) {
        return new Alarm(id, priority, 0, 100, 0);
    }

    @Test
    void an_alarm_is_repeated_until_it_is_silenced() throws Exception {
        assertThat(player.sound(alarm("a", Priority.HIGH)).get(5, TimeUnit.SECONDS))
                .isPositive();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> card.heard().pulses(0.02).size() > 10);
        player.silence();
        await().until(() -> Heard.of(end(card.heard().samples(), 9_600)).peak() == 0);
        card.forget();
        assertThat(player.state().open()).hasValue("a card");
        player.soundOnce(alarm("t", Priority.LOW)).get(5, TimeUnit.SECONDS);
        await().untilAsserted(() ->
                assertThat(card.heard().pulses(0.02)).as("nothing of the alarm").hasSize(2));
    }

    private static short[] end(short[] samples, int count) {
        return java.util.Arrays.copyOfRange(samples, Math.max(0, samples.length - count), samples.length);
    }

    @Test
    void no_more_is_handed_over_than_is_heard_within_some_tenths_of_a_second() throws Exception {
        player.sound(alarm("a", Priority.HIGH)).get(5, TimeUnit.SECONDS);
        long begun = System.nanoTime();
        await().until(() -> card.heard().millis() > 600);
        double ahead = card.heard().millis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        assertThat(ahead).isLessThan(500);
    }

    @Test
    void another_alarm_takes_over_at_once_in_the_middle_of_a_rest() throws Exception {
        player.sound(alarm("a", Priority.LOW)).get(5, TimeUnit.SECONDS);
        await().until(() -> card.heard().pulses(0.02).size() == 2);
        player.sound(alarm("b", Priority.HIGH)).get(1, TimeUnit.SECONDS);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> card.heard().pulses(0.02).size() >= 5);
    }

    @Test
    void a_test_is_one_burst_and_an_alarm_that_sounds_stands_for_it() throws Exception {
        player.soundOnce(alarm("t", Priority.MEDIUM)).get(5, TimeUnit.SECONDS);
        await().until(() -> card.heard().pulses(0.02).size() == 3);
        player.sound(alarm("a", Priority.HIGH)).get(5, TimeUnit.SECONDS);
        card.forget();
        player.soundOnce(alarm("t2", Priority.INFORMATION)).get(5, TimeUnit.SECONDS);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> card.heard().pulses(0.02).size() >= 3);
    }

    @Test
    void a_card_that_is_pulled_out_is_told_and_found_again_while_the_alarm_is_still_wanted() throws Exception {
        player.sound(alarm("a", Priority.HIGH)).get(5, TimeUnit.SECONDS);
        card.fault = "no such device";
        missing = "nothing to sound with";
        await().until(() -> player.state().trouble().isPresent());
        assertThat(player.state().everWorked()).isTrue();
        assertThat(player.state().open()).isEmpty();
        card.fault = "";
        missing = "";
        card.forget();
        await().until(() -> card.heard().peak() > 0);
        assertThat(player.state().trouble()).isEmpty();
    }

    @Test
    void whoever_waits_for_a_sound_is_told_that_there_is_none() {
        player.close();
        missing = "the system knows no sound card";
        player = player(LATER);
        CompletableFuture<Duration> heard = player.sound(alarm("a", Priority.HIGH));
        assertThatThrownBy(() -> heard.get(5, TimeUnit.SECONDS)).hasMessageContaining("knows no sound card");
        assertThatThrownBy(() -> player.soundOnce(alarm("t", Priority.LOW)).get(5, TimeUnit.SECONDS))
                .hasMessageContaining("knows no sound card");
    }

    @Test
    void a_driver_that_hangs_is_left_behind_and_another_try_sounds() throws Exception {
        player.sound(alarm("a", Priority.HIGH)).get(5, TimeUnit.SECONDS);
        card.hanging = true;
        await().until(() ->
                player.state().trouble().filter(why -> why.contains("hangs")).isPresent());
        card.hanging = false;
        card.forget();
        await().until(() -> card.heard().peak() > 0);
        assertThat(opened.get()).isGreaterThan(1);
    }

    @Test
    void a_driver_that_never_comes_back_costs_a_few_threads_and_no_more() throws Exception {
        player.close();
        var never = new CountDownLatch(1);
        var tries = new AtomicInteger();
        player = new Player(
                "test-hung",
                () -> {
                    tries.incrementAndGet();
                    boolean told = false;
                    while (!told) {
                        try {
                            told = never.await(1, TimeUnit.MINUTES);
                        } catch (InterruptedException e) {
                            told = false; // a driver does not listen
                        }
                    }
                    throw new IOException("ended");
                },
                SOON,
                LATER,
                Duration.ofMillis(10));
        CompletableFuture<Duration> heard = player.sound(alarm("a", Priority.HIGH));
        await().until(() -> player.state()
                .trouble()
                .filter(why -> why.contains("switch the hub off"))
                .isPresent());
        assertThat(tries.get()).isEqualTo(DeviceThread.MOST_HANGING);
        assertThat(heard).isCompletedExceptionally();
        never.countDown();
    }

    @Test
    void while_nothing_sounds_the_card_is_tried_from_time_to_time() {
        player.close();
        player = player(SOON);
        await().until(() -> player.state().open().isPresent());
        card.fault = "write error: no such device";
        missing = "gone";
        await().untilAsserted(() -> assertThat(player.state().trouble()).hasValue("gone"));
        missing = "";
        card.fault = "";
        await().until(() -> player.state().open().isPresent());
    }
}
