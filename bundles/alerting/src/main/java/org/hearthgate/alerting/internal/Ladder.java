package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.Alert;

/**
 * When a call for help that nobody answers goes a step further. It asks only the alert itself, whose step and time are in the journal, so
 * a hub that dies on a step goes on from it. Pure.
 *
 * @param steps after how long each step begins, counted from the raise; the first at once, each later than the one before
 */
record Ladder(List<Duration> steps) {
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final Duration ONE_STEP_REPEATS_AFTER = Duration.ofMinutes(5);

    /** Whom a step calls; each one calls those of the steps before, too. */
    enum Circle {
        ON_DUTY,
        NEXT_ON_DUTY,
        EVERYBODY,
        EMERGENCY_CONTACTS
    }

    Ladder {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > 10 || !steps.get(0).isZero()) {
            throw new IllegalArgumentException("the steps must be 1 to 10, and the first must be 0");
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).compareTo(steps.get(i - 1)) <= 0) {
                throw new IllegalArgumentException("each step must be later than the one before");
            }
        }
        if (steps.get(steps.size() - 1).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the last step must be within " + LONGEST.toMinutes() + " minutes");
        }
    }

    static Ladder ofMinutes(int... minutes) {
        return new Ladder(
                java.util.Arrays.stream(minutes).mapToObj(Duration::ofMinutes).toList());
    }

    int last() {
        return steps.size() - 1;
    }

    /** {@return the step that is due now: the next one, or the last one once more} */
    Optional<Integer> due(Alert alert, Instant now) {
        if (!alert.state().calls()) {
            return Optional.empty();
        }
        int at = Math.min(alert.step(), last());
        return now.isBefore(endOf(alert)) ? Optional.empty() : Optional.of(Math.min(at + 1, last()));
    }

    /** {@return when the step after this one begins, if nobody answers, or the last one once more} */
    Instant endOf(Alert alert) {
        return alert.changedAt().plus(lasts(alert.step()));
    }

    /** {@return how long a step lasts before the next one, or before the last one is repeated} */
    Duration lasts(int step) {
        int at = Math.min(step, last());
        if (at < last()) {
            return steps.get(at + 1).minus(steps.get(at));
        }
        return last() == 0 ? ONE_STEP_REPEATS_AFTER : steps.get(last()).minus(steps.get(last() - 1));
    }

    /** {@return whom a step calls; the last one calls everybody, however few there are} */
    Circle circle(int step) {
        if (step >= last()) {
            return Circle.EMERGENCY_CONTACTS;
        }
        return step == 0 ? Circle.ON_DUTY : step == 1 ? Circle.NEXT_ON_DUTY : Circle.EVERYBODY;
    }
}
