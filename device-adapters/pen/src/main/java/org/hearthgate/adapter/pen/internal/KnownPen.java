package org.hearthgate.adapter.pen.internal;

import java.util.function.Consumer;
import org.hearthgate.adapter.pen.internal.port.PenDialogue;
import org.hearthgate.adapter.pen.internal.port.PenIdentity;
import org.hearthgate.api.device.DeviceTouch;

/** A pen that belongs to somebody here, as the room with the readers sees it. */
interface KnownPen {
    /** {@return its serial number} */
    String serial();

    /**
     * Reads it, as far as the record does not have it, and hands over what is new.
     *
     * @param told what has become of it; possibly later, when it has been committed
     * @return whether everything that it has was read
     */
    boolean read(PenIdentity identity, PenDialogue pen, Consumer<DeviceTouch> told);

    /** Learns how the readers are: empty words when all is well. Any thread. */
    void readers(String trouble);
}
