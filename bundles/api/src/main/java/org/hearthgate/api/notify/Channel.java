package org.hearthgate.api.notify;

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
