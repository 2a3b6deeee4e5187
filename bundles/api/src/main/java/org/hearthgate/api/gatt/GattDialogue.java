package org.hearthgate.api.gatt;

import org.osgi.annotation.versioning.ConsumerType;

/** How to talk to one kind of device, from the moment its services are known. */
@ConsumerType
public interface GattDialogue {
    /** {@return short name for the thread and the log, e.g. {@code cgm}} */
    String name();

    /** {@return when to connect} */
    Reach reach();

    /** {@return whether the device must be bonded before it is asked anything} */
    boolean bonded();

    /**
     * Talks until there is nothing more to say. Runs on the device's own thread and may block. Called again for each connection; what
     * must last from one to the next is the dialogue's own. Returning normally hangs up: a {@link Reach#KEEP} device is called again after
     * a pause, a {@link Reach#WHEN_HEARD} device when it is heard again.
     *
     * @throws GattException as the session threw it; the link then disconnects and decides when to try again
     * @throws InterruptedException when the device is let go
     */
    void converse(GattSession session) throws GattException, InterruptedException;

    /** When a device is connected. */
    enum Reach {
        /** It is worn and always there: connected for good, again and again when lost. */
        KEEP,
        /** It wakes for seconds when used (meter, scale, cuff): connected when it advertises. */
        WHEN_HEARD
    }
}
