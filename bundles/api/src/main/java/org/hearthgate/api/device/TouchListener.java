package org.hearthgate.api.device;

import org.osgi.annotation.versioning.ConsumerType;

/** Wants to know of touches as they happen: a page, a sounder. Register as an OSGi service (whiteboard). */
@ConsumerType
public interface TouchListener {
    /**
     * Called on the thread that reads the device or on one of ingest's, never while the device waits for an answer. Returns within a
     * millisecond and throws nothing.
     */
    void touched(DeviceTouch touch);
}
