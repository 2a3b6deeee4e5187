package org.hearthgate.commissioning.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.commissioning.CommissioningException;
import org.hearthgate.api.commissioning.CommissioningException.Reason;
import org.hearthgate.api.commissioning.HomeDevice;
import org.hearthgate.api.device.DeviceKind;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.device.HeardDevice;
import org.hearthgate.api.observation.PersonId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The devices of the home as their configurations and their adapters tell of them. */
final class ConfiguredRoster {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredRoster.class);

    private final Whiteboard whiteboard;
    private final Ears ears;
    private final Edge edge;
    private final Configurations configurations;
    private final Components components;

    ConfiguredRoster(
            Whiteboard whiteboard, Ears ears, Edge edge, Configurations configurations, Components components) {
        this.whiteboard = whiteboard;
        this.ears = ears;
        this.edge = edge;
        this.configurations = configurations;
        this.components = components;
    }

    /** What one adapter says of its devices. */
    private record Said(List<String> pids, List<DeviceStatus> devices) {}

    List<HomeDevice> devices() {
        return devices(ears.listen());
    }

    List<HomeDevice> devices(Ears.Heard heard) {
        List<Said> said = whiteboard.adapters().stream().map(this::ask).toList();
        var devices = new ArrayList<HomeDevice>();
        configurations.all().forEach((name, values) -> {
            var pid = new Pid(name);
            Optional<KnownKind> kind = whiteboard.kindOf(pid.factory());
            if (pid.oneOfSeveral() && (kind.isPresent() || values.containsKey(DeviceKind.PERSON))) {
                devices.add(describe(pid, kind, values, said, heard));
            }
        });
        return devices;
    }

    /** @throws CommissioningException if there is none */
    HomeDevice device(String pid) {
        return devices().stream()
                .filter(device -> device.pid().equals(pid))
                .findFirst()
                .orElseThrow(() -> new CommissioningException(
                        Reason.UNKNOWN, "There is no such device in this home. The list of devices names all."));
    }

    private Said ask(Whiteboard.Adapter adapter) {
        try {
            return new Said(
                    adapter.pids(),
                    edge.ask(
                            adapter.service(),
                            "adapter " + adapter.service().getClass().getSimpleName(),
                            adapter.service()::devices));
        } catch (RuntimeException e) { // a whiteboard's edge
            LOG.debug("An adapter says nothing of its devices: {}", e.getMessage());
            return new Said(adapter.pids(), List.of());
        }
    }

    private HomeDevice describe(
            Pid pid, Optional<KnownKind> kind, Map<String, Object> values, List<Said> said, Ears.Heard heard) {
        String address = kind.map(known -> text(values, known.addressKey())).orElseGet(() -> guessedAddress(values));
        return new HomeDevice(
                pid.value(),
                kind.map(KnownKind::id),
                kind.map(KnownKind::title).orElse(pid.factory()),
                person(values),
                text(values, DeviceKind.LABEL),
                address,
                components.of(pid),
                statuses(pid, address, said),
                heard.signalDbm(address));
    }

    /** {@return what the adapter made from this configuration says, or what any says of a device of this address} */
    private static List<DeviceStatus> statuses(Pid pid, String address, List<Said> said) {
        List<DeviceStatus> own = said.stream()
                .filter(one -> one.pids().contains(pid.value()))
                .flatMap(one -> one.devices().stream())
                .toList();
        Set<String> ids = Readings.idsOf(address);
        return own.isEmpty()
                ? said.stream()
                        .flatMap(one -> one.devices().stream())
                        .filter(status -> ids.contains(status.device().value().toLowerCase(Locale.ROOT)))
                        .toList()
                : own;
    }

    /** {@return the address by its usual keys, while the kind that would know is not there} */
    private static String guessedAddress(Map<String, Object> values) {
        String bluetooth = text(values, "bluetoothAddress");
        return bluetooth.isEmpty() ? text(values, "deviceUrn") : bluetooth;
    }

    private static Optional<PersonId> person(Map<String, Object> values) {
        try {
            return Optional.of(text(values, DeviceKind.PERSON))
                    .filter(id -> !id.isEmpty())
                    .map(PersonId::new);
        } catch (IllegalArgumentException e) { // a file written by hand; its adapter says so too
            return Optional.empty();
        }
    }

    static String text(Map<String, Object> values, String key) {
        return values.get(key) instanceof String text ? text : "";
    }

    /** {@return whether this is the only configuration with that address} */
    boolean nobodyElseUses(String address, String pid) {
        return configurations.all().entrySet().stream()
                .filter(one -> !one.getKey().equals(pid))
                .allMatch(one -> one.getValue().values().stream()
                        .noneMatch(value -> value instanceof String text && text.equalsIgnoreCase(address)));
    }

    /** {@return the settings a kind proposes for a device; empty too when it breaks over it} */
    static Optional<Map<String, Object>> proposal(KnownKind kind, HeardDevice device) {
        try {
            return kind.service().settingsFor(device);
        } catch (RuntimeException e) { // a whiteboard's edge: one odd device must not take the others' offers
            LOG.warn("The kind '{}' breaks over a device it was shown: {}", kind.id(), e.toString());
            return Optional.empty();
        }
    }
}
