package org.hearthgate.adapter.coap.internal;

import java.time.Instant;
import java.util.Optional;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;

/**
 * Remembers what an observed sensor told of itself, and says once that its battery runs low: again only after it was charged or changed,
 * since a level near the edge goes to and fro. Any thread.
 */
final class SensorSelf {
    /** Percent; at and below it somebody should look for a battery. */
    static final int LOW = 15;
    /** Percent; from here on it has been charged or changed. */
    static final int FULL_AGAIN = 25;

    private final SensorPayload sensor;
    private DeviceFacts facts = DeviceFacts.NONE;
    private boolean told;

    SensorSelf(SensorPayload sensor) {
        this.sensor = sensor;
    }

    /** {@return the event to be kept, if its battery has just run low} */
    synchronized Optional<DeviceEvent> heard(DeviceFacts said, Instant now) {
        facts = said.or(facts);
        if (said.battery().isEmpty()) {
            return Optional.empty();
        }
        DeviceFacts.Charge charge = said.battery().get();
        boolean begins = charge.percent() <= LOW && !told;
        told = charge.percent() < FULL_AGAIN && (told || begins);
        if (!begins) {
            return Optional.empty();
        }
        var origin = Origin.of(
                sensor.person(),
                sensor.device(),
                charge.at(),
                now,
                Provenance.of(SenmlObservations.ADAPTER, charge.raw()));
        return Optional.of(
                new DeviceEvent(origin, DeviceEvent.Event.BATTERY_LOW, "battery " + charge.percent() + " %"));
    }

    /** {@return what it is and how full its battery is, and what to do, for behind a status; empty where it never told} */
    synchronized String words() {
        String words = facts.words();
        boolean low = facts.battery().filter(charge -> charge.percent() <= LOW).isPresent();
        return low ? words + "; charge or change its battery" : words;
    }
}
