package org.hearthgate.notify.internal;

import java.time.Instant;
import java.util.List;
import org.hearthgate.api.notify.Receipt;

/**
 * What is to be told of a delivery.
 *
 * @param detail the reason of a failure
 */
record Outcome(Delivery delivery, Receipt.Outcome how, String detail) {
    /** One whose time ran out before it could be delivered. */
    static Outcome over(Delivery delivery) {
        String reason = delivery.latestReason();
        return new Outcome(
                delivery,
                Receipt.Outcome.GIVEN_UP,
                reason.isEmpty() ? "the channel was busy with other deliveries until the time was over" : reason);
    }

    /** {@return whether nothing more will come of it} */
    boolean isFinal() {
        return how != Receipt.Outcome.FAILED || delivery.isTest();
    }

    List<Receipt> receipts(String channel, Instant at) {
        return delivery.receipts(channel, how, at, detail);
    }
}
