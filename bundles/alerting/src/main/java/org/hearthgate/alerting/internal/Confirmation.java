package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Circumstances;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.GlucoseReading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Since when a condition has held, asked of the record by a hub that has just started: a restart must not make somebody wait another half
 * hour for an alarm that was nearly due. The rule judges each moment of the past again as it could have been judged then, with what had
 * arrived by then.
 *
 * <p>Only what rests on glucose can be judged so. How devices and the hub fared then nobody knows; such rules begin anew.
 */
final class Confirmation {
    private static final Logger LOG = LoggerFactory.getLogger(Confirmation.class);
    private static final int MOST_MOMENTS = 300;
    private static final Duration JUST_BEFORE = Duration.ofMillis(1);

    private Confirmation() {}

    /** {@return the first moment from which the rule held without a break until now; now where that cannot be told} */
    static Instant heldSince(AlertRule rule, Snapshot snapshot, Duration needed) {
        Instant now = snapshot.asOf();
        if (needed.isZero() || needed.isNegative()) {
            return now;
        }
        try {
            return heldWithoutGlucose(rule, snapshot) ? now : lookBack(rule, snapshot, now.minus(needed));
        } catch (RuntimeException | LinkageError e) { // it judged the present; the past is a favour
            LOG.warn("Rule {} could not judge the past; its confirmation begins anew", rule.id(), e);
            return now;
        }
    }

    private static boolean heldWithoutGlucose(AlertRule rule, Snapshot snapshot) {
        return rule.evaluate(at(snapshot, snapshot.asOf(), List.of())) instanceof Verdict.Holds;
    }

    private static Instant lookBack(AlertRule rule, Snapshot snapshot, Instant longEnough) {
        List<GlucoseReading> readings = snapshot.glucose();
        Instant since = snapshot.asOf();
        Instant later = since;
        for (int i = readings.size() - 1, moments = 0; i >= 0 && moments < MOST_MOMENTS; i--, moments++) {
            Instant heard = readings.get(i).receivedAt();
            if (heard.isAfter(later)) {
                continue; // a back-fill: at its own time nobody had it
            }
            boolean stillHeld = holds(rule, snapshot, later.minus(JUST_BEFORE)); // or it had gone stale before the next
            if (!stillHeld || !holds(rule, snapshot, heard)) {
                return since;
            }
            since = heard;
            later = heard;
            if (!since.isAfter(longEnough)) {
                return since;
            }
        }
        return since;
    }

    private static boolean holds(AlertRule rule, Snapshot snapshot, Instant then) {
        List<GlucoseReading> heard = snapshot.glucose().stream()
                .filter(reading -> !reading.receivedAt().isAfter(then))
                .toList();
        return rule.evaluate(at(snapshot, then, heard)) instanceof Verdict.Holds;
    }

    private static Snapshot at(Snapshot snapshot, Instant then, List<GlucoseReading> heard) {
        Circumstances known = snapshot.circumstances();
        return new Snapshot(
                snapshot.person(),
                then,
                snapshot.watchedSince(),
                heard,
                heard.stream().map(GlucoseReading::receivedAt).max(Instant::compareTo),
                snapshot.deviceEvents().stream()
                        .filter(event -> !event.receivedAt().isAfter(then))
                        .toList(),
                Optional.empty(),
                new Circumstances(
                        known.zone(),
                        known.observations().stream()
                                .filter(observation -> !observation.receivedAt().isAfter(then))
                                .toList(),
                        List.of(),
                        List.of()));
    }
}
