package org.hearthgate.api.notify;

import org.osgi.annotation.versioning.ConsumerType;

/** Told of every receipt. Register as an OSGi service (whiteboard). */
@ConsumerType
public interface ReceiptListener {
    /** Any thread: return within a millisecond, wait for nobody, throw nothing. */
    void noted(Receipt receipt);
}
