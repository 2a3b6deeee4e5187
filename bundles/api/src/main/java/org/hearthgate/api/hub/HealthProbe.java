package org.hearthgate.api.hub;

import org.osgi.annotation.versioning.ConsumerType;

/** One thing that has to be well. Register as an OSGi service (whiteboard); read by the page, {@code /health}, doctor and the fleet. */
@ConsumerType
public interface HealthProbe {
    /** {@return stable short name, e.g. {@code store}} */
    String name();

    /** {@return whether the road from a reading to an alert needs it} */
    boolean onAlarmPath();

    /** {@return how it is now; any thread, within a few milliseconds, throws nothing} */
    Health check();
}
