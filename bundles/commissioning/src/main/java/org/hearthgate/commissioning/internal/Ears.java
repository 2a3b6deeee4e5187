package org.hearthgate.commissioning.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hearthgate.api.commissioning.CommissioningException;
import org.hearthgate.api.commissioning.CommissioningException.Reason;
import org.hearthgate.api.commissioning.DeviceAddress;
import org.hearthgate.api.device.DeviceDiscovery;
import org.hearthgate.api.device.HeardDevice;

/** What all transports hear together, each asked at the {@link Edge}. */
final class Ears {
    private static final int MOST_PER_TRANSPORT = 500;

    private final Whiteboard whiteboard;
    private final Edge edge;

    Ears(Whiteboard whiteboard, Edge edge) {
        this.whiteboard = whiteboard;
        this.edge = edge;
    }

    /**
     * What is heard, and who did not answer.
     *
     * @param devices heard last first
     * @param troubles a sentence per transport that failed
     */
    record Heard(List<HeardDevice> devices, List<String> troubles) {
        OptionalInt signalDbm(String address) {
            return devices.stream()
                    .filter(device -> device.address().equalsIgnoreCase(address))
                    .map(HeardDevice::signalDbm)
                    .filter(OptionalInt::isPresent)
                    .findFirst()
                    .orElse(OptionalInt.empty());
        }

        Optional<HeardDevice> device(DeviceAddress wanted) {
            return devices.stream()
                    .filter(device -> device.transport().equals(wanted.transport())
                            && device.address().equalsIgnoreCase(wanted.address()))
                    .findFirst();
        }
    }

    Heard listen() {
        var devices = new ArrayList<HeardDevice>();
        var troubles = new ArrayList<String>();
        for (DeviceDiscovery transport : whiteboard.transports()) {
            try {
                devices.addAll(edge.ask(transport, nameOf(transport), () -> transport.heard().stream()
                        .limit(MOST_PER_TRANSPORT)
                        .toList()));
            } catch (RuntimeException e) { // a whiteboard's edge
                troubles.add(e.getMessage() == null ? nameOf(transport) + " broke while answering." : e.getMessage());
            }
        }
        devices.sort(Comparator.comparing(HeardDevice::lastHeardAt).reversed());
        return new Heard(devices, troubles);
    }

    void search(Duration length) {
        everybody(transport -> transport.search(length));
    }

    /** Takes away whatever binds the hub to an address, on whatever transport it was. */
    void forget(String address) {
        everybody(transport -> transport.forget(address));
    }

    private interface Order {
        void give(DeviceDiscovery transport);
    }

    private void everybody(Order order) {
        for (DeviceDiscovery transport : whiteboard.transports()) {
            try {
                edge.ask(transport, nameOf(transport), () -> {
                    order.give(transport);
                    return true;
                });
            } catch (RuntimeException e) { // a whiteboard's edge; listen() names who is silent
                org.slf4j.LoggerFactory.getLogger(Ears.class)
                        .debug(
                                "{} did not take an order: {}",
                                transport.getClass().getSimpleName(),
                                e.getMessage());
            }
        }
    }

    /** @throws CommissioningException if there is no such transport */
    DeviceDiscovery transport(String name) {
        for (DeviceDiscovery transport : whiteboard.transports()) {
            try {
                if (edge.ask(transport, nameOf(transport), transport::transport).equals(name)) {
                    return transport;
                }
            } catch (RuntimeException e) { // a whiteboard's edge: it is another one, or it is silent and cannot be used
                continue;
            }
        }
        throw new CommissioningException(
                Reason.UNKNOWN,
                "No transport '" + name
                        + "' answers here. The inbox names those that do; see hub health for the radio.");
    }

    /** {@return a transport's name, without asking one that may hang} */
    static String nameOf(DeviceDiscovery transport) {
        return "transport " + transport.getClass().getSimpleName();
    }
}
