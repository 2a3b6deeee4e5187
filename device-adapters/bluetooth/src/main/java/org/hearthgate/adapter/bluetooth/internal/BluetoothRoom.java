package org.hearthgate.adapter.bluetooth.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.hearthgate.api.device.DeviceDiscovery;
import org.hearthgate.api.device.HeardDevice;
import org.hearthgate.api.device.Pairing;
import org.hearthgate.api.gatt.Advertisement;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattDialogue;
import org.hearthgate.api.gatt.GattHold;
import org.hearthgate.api.gatt.GattLink;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.ClockStep;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.hub.HubClockListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The hub's Bluetooth as services: wiring only, the work is {@link BluezLink}'s. */
@Component(
        name = Settings.PID,
        configurationPid = Settings.PID,
        service = {GattLink.class, DeviceDiscovery.class, HealthProbe.class, HubClockListener.class},
        immediate = true)
@Designate(ocd = BluetoothRoom.Config.class)
public final class BluetoothRoom implements GattLink, DeviceDiscovery, HealthProbe, HubClockListener {
    private static final String SYSTEM_BUS = "unix:path=/run/dbus/system_bus_socket";

    private final BluezLink link;

    /** How the hub uses its radios. */
    @ObjectClassDefinition(name = "Bluetooth")
    public @interface Config {
        @AttributeDefinition(
                name = "Message bus",
                description = "Where BlueZ is found, e.g. unix:path=/run/dbus/system_bus_socket; empty for the "
                        + "system's own")
        String busAddress() default "";

        @AttributeDefinition(name = "Radios", description = "Names such as hci0; none for all")
        String[] adapters() default {};

        @AttributeDefinition(name = "Connecting may take (seconds)", min = "1")
        int connectSeconds() default 45;

        @AttributeDefinition(name = "Telling its services may take (seconds)", min = "1")
        int servicesSeconds() default 30;

        @AttributeDefinition(name = "An answer may take (seconds)", min = "1")
        int answerSeconds() default 20;

        @AttributeDefinition(name = "First pause before a lost device is tried again (seconds)", min = "1")
        int firstPauseSeconds() default 2;

        @AttributeDefinition(name = "Longest such pause (seconds)", min = "1")
        int longestPauseSeconds() default 120;

        @AttributeDefinition(name = "Pause after a device said everything (seconds)", min = "1")
        int againAfterSeconds() default 20;

        @AttributeDefinition(name = "Pairing may take (seconds)", min = "1")
        int pairingSeconds() default 120;

        @AttributeDefinition(name = "Values that wait for an adapter, per device", min = "16", max = "65536")
        int queuedValues() default 512;

        @AttributeDefinition(
                name = "Tell devices the time",
                description = "Scales, pens and cuffs set their clock by it")
        boolean offerTime() default true;
    }

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which and what to do */
    @Activate
    public BluetoothRoom(@Reference HubClock clock, @Reference Household household, Config config) {
        link = new BluezLink(settings(config), clock, household::zone, config.offerTime());
        link.open();
    }

    static Settings settings(Config config) {
        String bus = config.busAddress().isBlank()
                ? Optional.ofNullable(System.getenv("DBUS_SYSTEM_BUS_ADDRESS")).orElse(SYSTEM_BUS)
                : config.busAddress().strip();
        return new Settings(
                bus,
                Set.of(config.adapters()),
                Duration.ofSeconds(config.connectSeconds()),
                Duration.ofSeconds(config.servicesSeconds()),
                Duration.ofSeconds(config.answerSeconds()),
                Duration.ofSeconds(config.firstPauseSeconds()),
                Duration.ofSeconds(config.longestPauseSeconds()),
                Duration.ofSeconds(config.againAfterSeconds()),
                Duration.ofSeconds(config.pairingSeconds()),
                config.queuedValues());
    }

    @Deactivate
    void close() {
        link.close();
    }

    @Override
    public GattHold hold(BluetoothAddress device, GattDialogue dialogue) {
        return link.hold(device, dialogue);
    }

    @Override
    public Ear listen(UUID service, Consumer<Advertisement> listener) {
        return link.listen(service, listener);
    }

    @Override
    public String transport() {
        return link.transport();
    }

    @Override
    public List<HeardDevice> heard() {
        return link.heard();
    }

    @Override
    public void search(Duration length) {
        link.search(length);
    }

    @Override
    public CompletableFuture<Map<String, String>> identify(String address) {
        return link.identify(address);
    }

    @Override
    public Pairing pair(String address) {
        return link.pair(address);
    }

    @Override
    public void forget(String address) {
        link.forget(address);
    }

    @Override
    public String name() {
        return HeardBook.TRANSPORT;
    }

    @Override
    public boolean onAlarmPath() {
        return false;
    }

    @Override
    public Health check() {
        return link.health();
    }

    @Override
    public void stepped(ClockStep step) {
        link.clockStepped();
    }
}
