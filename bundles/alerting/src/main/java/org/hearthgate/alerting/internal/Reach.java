package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hearthgate.api.notify.Receipt;

/**
 * Which calls have got through to a machine or a person. Bounded by the alerts that are open. Any thread: receipts come on those of the
 * channels.
 */
final class Reach {
    private final Map<String, Called> latest = new ConcurrentHashMap<>();

    /**
     * The newest call about an alert.
     *
     * @param unreceivedSince running time; of the first call that nothing has received
     */
    private record Called(Duration unreceivedSince, boolean received) {}

    /** Another call goes out; what came of the ones before does not count for it, but their waiting does. */
    void called(String alertId, Duration elapsed) {
        latest.compute(
                alertId, (id, before) -> before == null || before.received ? new Called(elapsed, false) : before);
    }

    /** Any sign of life of any call about this alert will do. */
    void noted(Receipt receipt) {
        if (receipt.outcome().reached()) {
            latest.computeIfPresent(receipt.alertId(), (id, call) -> new Called(call.unreceivedSince, true));
        }
    }

    /** It calls no more. */
    void over(String alertId) {
        latest.remove(alertId);
    }

    /** {@return since when nothing has received what is called about this alert} */
    Optional<Duration> unreceivedSince(String alertId) {
        return Optional.ofNullable(latest.get(alertId))
                .filter(call -> !call.received)
                .map(Called::unreceivedSince);
    }
}
