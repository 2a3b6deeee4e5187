package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.Priority;

/**
 * How this home wants to be called for help. Pure.
 *
 * @param ladder its steps
 * @param climbing which priorities climb it; the others call once
 * @param quiet the hours in which what is of low priority makes no noise
 * @param nobodyReceivedAfter how long a call may be without a sign that anything took it
 * @param nobodyAnsweredAfter how long anybody may be called without an answer
 */
record Plan(
        Ladder ladder,
        Set<Priority> climbing,
        Optional<QuietHours> quiet,
        Duration nobodyReceivedAfter,
        Duration nobodyAnsweredAfter) {
    static final Plan DEFAULT = new Plan(
            Ladder.ofMinutes(0, 2, 5, 10),
            Set.of(Priority.HIGH, Priority.MEDIUM),
            Optional.empty(),
            Duration.ofSeconds(60),
            Duration.ofMinutes(15));

    Plan {
        climbing = Set.copyOf(climbing);
    }

    /** {@return whether nobody's answer to it calls more people; what is told about calling itself calls all at once and never again} */
    boolean climbs(Alert alert) {
        return alert.state().calls() && climbing.contains(alert.priority()) && !AboutCalling.isOne(alert);
    }

    /** {@return whether it is shown and recorded only} What is urgent is never silent, whatever the hour. */
    boolean silent(Alert alert, Instant now, ZoneId zone) {
        return switch (alert.priority()) {
            case HIGH, MEDIUM -> false;
            case LOW -> quiet.filter(hours -> hours.contain(now, zone)).isPresent();
            case INFORMATION -> true;
        };
    }

    /**
     * Hours of every day by the clock on the wall, so that they are the same on the nights when it is put forward or back.
     *
     * @param from inclusive
     * @param to exclusive; before {@code from} where they cross midnight
     */
    record QuietHours(LocalTime from, LocalTime to) {
        boolean contain(Instant instant, ZoneId zone) {
            LocalTime time = instant.atZone(zone).toLocalTime();
            boolean begun = !time.isBefore(from);
            boolean notEnded = time.isBefore(to);
            return from.isBefore(to) ? begun && notEnded : begun || notEnded;
        }
    }
}
