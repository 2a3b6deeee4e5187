package org.hearthgate.adapter.phone.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * When a phone is asked next: just after its next reading is due, so that a low arrives within seconds and the phone's battery is left
 * alone meanwhile; ever more seldom while it is away. Uneven, so that several hubs do not knock together. One thread.
 */
final class PollPace {
    private static final Duration USUAL_GRID = Duration.ofMinutes(5);
    private static final Duration FINEST_GRID = Duration.ofMinutes(1);
    /** From the sensor's measurement to the phone's web page: radio, app, database. */
    private static final Duration DELIVERY = Duration.ofSeconds(6);

    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST_AWAY = Duration.ofMinutes(1);
    private static final Duration AFTER_A_WRONG_SECRET = Duration.ofMinutes(10);
    private static final int MOST_DIFFERENCES = 12;

    private final Duration usual;
    private final RandomGenerator random;
    private Duration grid = FINEST_GRID;
    private Duration away;

    /** @param usual pause while a reading is overdue */
    PollPace(Duration usual, RandomGenerator random) {
        this.usual = usual;
        this.random = random;
        this.away = usual;
    }

    /** {@return the sensor's interval as its last readings show it; a minute until it is known, so that nothing is passed over} */
    Duration grid() {
        return grid;
    }

    /** @param measured times of the last readings, newest first */
    void learn(List<Instant> measured) {
        var differences =
                measured.stream().limit(MOST_DIFFERENCES + 1L).sorted().toList();
        if (differences.size() < 3) {
            return;
        }
        var gaps = new java.util.ArrayList<Duration>();
        for (int i = 1; i < differences.size(); i++) {
            gaps.add(Duration.between(differences.get(i - 1), differences.get(i)));
        }
        gaps.sort(null);
        Duration median = gaps.get(gaps.size() / 2);
        grid = median.compareTo(FINEST_GRID) < 0 ? FINEST_GRID : median.compareTo(USUAL_GRID) > 0 ? USUAL_GRID : median;
    }

    /** {@return the pause after an answer whose newest reading was measured then} */
    Duration afterAnswer(Instant newest, Instant now) {
        away = usual;
        Duration untilDue = Duration.between(now, newest.plus(grid).plus(DELIVERY));
        Duration most = grid.plus(DELIVERY);
        if (untilDue.compareTo(SHORTEST) < 0) {
            // overdue for less than a grid: about to come; for longer: the sensor is silent, no need to hurry
            boolean soon = untilDue.plus(grid).compareTo(Duration.ZERO) > 0;
            return uneven(soon ? shorter(usual, Duration.ofSeconds(15)) : usual);
        }
        return shorter(untilDue, most).plusMillis(random.nextLong(3000));
    }

    /** {@return the pause after an answer without any reading} */
    Duration afterNothing() {
        away = usual;
        return uneven(usual);
    }

    /** {@return the pause while it does not answer} */
    Duration afterAbsence() {
        Duration pause = uneven(away);
        away = shorter(away.multipliedBy(2), LONGEST_AWAY.compareTo(usual) > 0 ? LONGEST_AWAY : usual);
        return pause;
    }

    /** {@return the pause after it refused the secret: whoever corrects it makes a new configuration, which asks at once} */
    Duration afterRefusal() {
        return uneven(AFTER_A_WRONG_SECRET);
    }

    /** {@return between three quarters of it and all of it} */
    private Duration uneven(Duration pause) {
        long millis = pause.toMillis();
        return Duration.ofMillis(millis - random.nextLong(Math.max(1, millis / 4)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
