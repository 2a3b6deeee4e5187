package org.hearthgate.adapter.coap.internal.observe;

/** The way to one sensor. Both calls return at once; what comes of them is told to the {@link Watch}. */
public interface Line {
    /** Asks the sensor to observe: anew, or once more under the same token while it already does. */
    void register();

    /** Tells the sensor that nobody listens any more, as far as it can be told, and forgets it. */
    void cancel();
}
