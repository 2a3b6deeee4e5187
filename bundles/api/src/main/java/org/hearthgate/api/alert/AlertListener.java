package org.hearthgate.api.alert;

import org.osgi.annotation.versioning.ConsumerType;

/** Told of every change in the life of every alert. Register as an OSGi service (whiteboard). */
@ConsumerType
public interface AlertListener {
    /** Called on the alerting thread after the journal has it: return within a millisecond, wait for nobody, throw nothing. */
    void changed(Alert alert);
}
