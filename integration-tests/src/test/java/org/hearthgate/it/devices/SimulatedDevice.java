package org.hearthgate.it.devices;

import java.time.Instant;
import java.util.Set;
import org.hearthgate.adapter.bluetooth.peer.Peripheral;

/** A device on the double's air that lives by itself and knows what it has measured. */
public interface SimulatedDevice {
    Peripheral peripheral();

    /** {@return whether it is connected for good; else it wakes, is asked, and sleeps} */
    boolean worn();

    /** Lets it live until now, on the hub's clock; called again and again. */
    void live(Instant now);

    /** {@return what the record should hold of it, each once} */
    Set<String> truth();

    /** {@return the same word for a row of the record; empty for kinds that are not compared} */
    String key(String kind, long measuredAtEpochSecond, double value);
}
