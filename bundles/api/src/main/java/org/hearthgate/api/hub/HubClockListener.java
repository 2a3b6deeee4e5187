package org.hearthgate.api.hub;

import org.osgi.annotation.versioning.ConsumerType;

/** Told when the hub's wall clock was stepped. Register as an OSGi service (whiteboard). */
@ConsumerType
public interface HubClockListener {
    /**
     * Called once per step, in order, on a thread of the clock, soon after {@link HubClock#now()} first told the new time: return within a
     * millisecond, throw nothing.
     */
    void stepped(ClockStep step);
}
