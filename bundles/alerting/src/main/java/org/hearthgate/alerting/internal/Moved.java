package org.hearthgate.alerting.internal;

import java.time.Duration;
import org.hearthgate.api.alert.Alert;

/** An alert's own times, told anew after the hub's wall clock was moved. Pure. */
final class Moved {
    private Moved() {}

    static Alert by(Duration step, Alert alert) {
        return new Alert(
                alert.id(),
                alert.person(),
                alert.rule(),
                alert.ruleVersion(),
                alert.priority(),
                alert.state(),
                alert.raisedAt().plus(step),
                alert.changedAt().plus(step),
                alert.measuredAt(),
                alert.value(),
                alert.message(),
                alert.by(),
                alert.snoozedUntil().map(until -> until.plus(step)),
                alert.step(),
                alert.why());
    }
}
