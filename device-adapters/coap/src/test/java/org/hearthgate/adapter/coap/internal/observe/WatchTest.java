package org.hearthgate.adapter.coap.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchTest {
    private static final int MAX_AGE = 60;

    private final List<String> said = new ArrayList<>();
    private final List<Integer> heard = new ArrayList<>();
    private final List<Watch.State> told = new ArrayList<>();
    private Duration now = Duration.ZERO;

    private final Watch watch = new Watch(
            new Line() {
                @Override
                public void register() {
                    said.add("register");
                }

                @Override
                public void cancel() {
                    said.add("cancel");
                }
            },
            Duration.ofMinutes(15),
            new Random(4),
            notice -> heard.add((int) notice.payload()[0]),
            told::add);

    private static Notice notice(int number, int value) {
        return notice(number, value, MAX_AGE);
    }

    private static Notice notice(int number, int value, int maxAge) {
        OptionalInt observe = number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
        return new Notice(observe, Duration.ofSeconds(maxAge), OptionalInt.empty(), new byte[] {(byte) value});
    }

    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            now = now.plusSeconds(1);
            watch.tick(now);
        }
    }

    private void observing() {
        seconds(1);
        watch.answered(notice(10, 1), now);
    }

    @Test
    void registers_once_and_takes_what_is_told() {
        observing();
        watch.notified(notice(11, 2), now);
        watch.notified(notice(12, 3), now);
        seconds(30);

        assertThat(said).containsExactly("register");
        assertThat(heard).containsExactly(1, 2, 3);
        assertThat(told).containsExactly(Watch.State.OBSERVING);
    }

    @Test
    void passes_over_what_was_overtaken_on_its_way() {
        observing();
        watch.notified(notice(12, 3), now);
        watch.notified(notice(11, 2), now);
        watch.notified(notice(12, 3), now);

        assertThat(heard).containsExactly(1, 3);
        assertThat(watch.overtaken()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} then {1} after {2} s: new {3}")
    @CsvSource({
        "10, 11, 0, true",
        "10, 10, 0, false",
        "10, 9, 0, false",
        "16777215, 0, 0, true",
        "0, 16777215, 0, false",
        "0, 8388607, 0, true",
        "0, 8388608, 0, false",
        "8388609, 0, 0, true",
        "10, 9, 128, false",
        "10, 9, 129, true"
    })
    void orders_by_the_number_and_after_a_while_by_the_clock(int first, int second, int after, boolean fresh) {
        var sequence = new Sequence();
        sequence.restart(first, Duration.ZERO);

        assertThat(sequence.isNew(second, Duration.ofSeconds(after))).isEqualTo(fresh);
    }

    @Test
    void asks_again_when_nothing_came_for_as_long_as_the_last_word_was_fresh() {
        observing();
        seconds(MAX_AGE + 4);
        assertThat(said).hasSize(1);
        seconds(12);
        assertThat(said).containsExactly("register", "register");
    }

    @Test
    void believes_no_freshness_of_a_day() {
        seconds(1);
        watch.answered(notice(1, 1, 86_400), now);
        seconds(15 * 60 + 16);

        assertThat(said).containsExactly("register", "register");
    }

    @Test
    void takes_the_answer_of_a_sensor_that_began_anew_at_nought() {
        observing();
        watch.notified(notice(5000, 2), now);
        seconds(MAX_AGE + 16);
        watch.answered(notice(1, 3), now);
        watch.notified(notice(2, 4), now);

        assertThat(heard).containsExactly(1, 2, 3, 4);
    }

    @Test
    void says_goodbye_to_a_silent_sensor_and_pauses_ever_longer() {
        var pauses = new ArrayList<Long>();
        for (int i = 0; i < 10; i++) {
            int before = said.size();
            seconds(1);
            while (said.stream().skip(before).noneMatch("register"::equals)) {
                seconds(1);
            }
            Duration asked = now;
            while (!said.get(said.size() - 1).equals("cancel")) {
                seconds(1);
            }
            assertThat(now.minus(asked)).isEqualTo(Watch.PATIENCE);
            Duration gone = now;
            while (!said.get(said.size() - 1).equals("register")) {
                seconds(1);
            }
            pauses.add(now.minus(gone).toSeconds());
            said.add("register"); // counted as asked; the next turn waits for the cancel
            while (!said.get(said.size() - 1).equals("cancel")) {
                seconds(1);
            }
        }
        assertThat(pauses.get(0)).isBetween(1L, 4L);
        assertThat(pauses.get(9)).isBetween(225L, 376L);
        assertThat(told).containsExactly(Watch.State.AWAY);
        assertThat(watch.trouble()).isPresent();
    }

    @Test
    void tells_once_that_it_went_and_once_that_it_is_back() {
        observing();
        watch.failed("gone", now);
        watch.failed("gone", now);
        seconds(30);
        watch.answered(notice(0, 2), now);

        assertThat(told).containsExactly(Watch.State.OBSERVING, Watch.State.AWAY, Watch.State.OBSERVING);
        assertThat(watch.trouble()).isEmpty();
    }

    @Test
    void asks_again_and_again_what_cannot_be_observed() {
        seconds(1);
        watch.answered(notice(-1, 1, 5), now);
        assertThat(watch.state()).isEqualTo(Watch.State.POLLING);
        seconds(9);
        assertThat(said).hasSize(1);
        seconds(1);
        assertThat(said).hasSize(2);
        watch.notified(notice(3, 9), now);
        assertThat(heard).containsExactly(1);
    }

    @Test
    void hangs_up_on_a_flood_and_comes_back_minutes_later() {
        observing();
        for (int i = 0; i < 1000; i++) {
            watch.notified(notice(11 + i, 2), now);
        }
        assertThat(heard).hasSizeLessThanOrEqualTo(Watch.MOST_NOTICES + 1);
        assertThat(watch.state()).isEqualTo(Watch.State.AWAY);
        assertThat(watch.trouble().orElseThrow()).contains("slow it down");
        seconds(200);
        assertThat(said).containsExactly("register", "cancel");
        seconds(200);
        assertThat(said).startsWith("register", "cancel", "register");
    }

    @Test
    void takes_the_last_word_of_an_observation_and_begins_anew() {
        observing();
        watch.notified(notice(-1, 2), now);
        seconds(1);

        assertThat(heard).containsExactly(1, 2);
        assertThat(said).containsExactly("register", "register");
    }

    @Test
    void hears_nothing_more_once_it_is_closed() {
        observing();
        watch.close();
        watch.notified(notice(11, 2), now);
        watch.answered(notice(11, 2), now);
        watch.failed("late", now);
        seconds(500);

        assertThat(said).containsExactly("register", "cancel");
        assertThat(heard).containsExactly(1);
    }
}
