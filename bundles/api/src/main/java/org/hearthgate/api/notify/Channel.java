package org.hearthgate.api.notify;

import java.util.Optional;
import org.hearthgate.api.alert.Alert;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One way to reach people: the hub's own sounder, a page, a house, a web hook, an e-mail. Register as an OSGi service (whiteboard). Each
 * channel is worked by a thread of its own, so it may wait for its network; no other channel and no alarm waits for it.
 */
@ConsumerType
public interface Channel {
    /** {@return stable id, e.g. {@code sounder} or {@code webhook.school}; what a carer's settings name} */
    String id();

    /** {@return what a family calls it, e.g. {@code The hub's own sounder}} */
    String label();

    /** {@return whether it reaches whoever is near, rather than the carers whose settings name it} */
    boolean forEverybodyNear();

    /**
     * Why a call is not for this channel, though it is called by it: nobody looks at a page, a person is not shared. Such a call is not
     * delivered and leaves no receipt; it is asked about again while there is time. Any thread, the alerting thread too: it answers at
     * once.
     *
     * @return in a few words, e.g. {@code no page is open}; empty where the call is to be delivered
     */
    default Optional<String> whyNot(Call call) {
        return Optional.empty();
    }

    /**
     * Delivers one call, once; whoever called tries again until {@link Call#within} is over. Runs on this channel's own thread.
     *
     * @return what is known at once: {@link Receipt.Outcome#SENT} when a machine took it, {@link Receipt.Outcome#RECEIVED} when it is known
     *     to have reached a device near a person; never {@code FAILED}
     * @throws ChannelException with what went wrong and what to do
     */
    Receipt.Outcome deliver(Call call) throws ChannelException, InterruptedException;

    /** Stops what still sounds or shines for this alert. Runs on this channel's own thread. */
    void quiet(Alert alert) throws ChannelException, InterruptedException;
}
