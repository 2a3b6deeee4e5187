package org.hearthgate.adapter.coap.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.PersonId;

/** When each device was last heard. Bounded: of devices that nobody configured the least recently heard is forgotten first. */
final class HeardDevices {
    private static final int MOST = 256;
    /** A glucose sensor speaks every few minutes; every other device only when it is used. */
    private static final Duration SILENCE_OF_A_SENSOR = Duration.ofMinutes(15);

    private final Map<String, Heard> heard = new HashMap<>();

    private record Heard(DeviceId device, PersonId person, Instant at, boolean glucose) {}

    synchronized void heard(Observation observation) {
        String urn = DeviceUrn.bare(observation.device().value());
        Heard before = heard.get(urn);
        boolean glucose = observation instanceof GlucoseReading || before != null && before.glucose();
        heard.put(urn, new Heard(observation.device(), observation.person(), observation.receivedAt(), glucose));
        if (heard.size() > MOST) {
            heard.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().at()))
                    .ifPresent(oldest -> heard.remove(oldest.getKey()));
        }
    }

    /** {@return one status per device that is configured or was heard} */
    synchronized List<DeviceStatus> statuses(List<CoapDevice> configured, Instant now) {
        var rest = new HashMap<>(heard);
        var statuses = new ArrayList<DeviceStatus>();
        for (CoapDevice device : configured) {
            Heard one = rest.remove(DeviceUrn.bare(device.device().value()));
            statuses.add(
                    one == null
                            ? new DeviceStatus(
                                    device.device(),
                                    Optional.of(device.person()),
                                    DeviceStatus.State.WAITING,
                                    Optional.empty(),
                                    "Not heard since the hub started; check its power, its key and the hub's address in it")
                            : status(one, now));
        }
        rest.values().stream()
                .sorted(Comparator.comparing(one -> one.device().value()))
                .forEach(one -> statuses.add(status(one, now)));
        return statuses;
    }

    private static DeviceStatus status(Heard one, Instant now) {
        Duration silence = Duration.between(one.at(), now);
        boolean lost = one.glucose() && silence.compareTo(SILENCE_OF_A_SENSOR) > 0;
        return new DeviceStatus(
                one.device(),
                Optional.of(one.person()),
                lost ? DeviceStatus.State.LOST : DeviceStatus.State.HEARD,
                Optional.of(one.at()),
                lost
                        ? "Silent for " + silence.toMinutes() + " min; check that it is worn, powered and within reach"
                        : "Heard");
    }
}
