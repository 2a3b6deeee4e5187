package org.hearthgate.adapter.bluetooth.peer;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattUuid;

/**
 * A device as a test scripts it: what it is, what it has, how it answers, and what happens to it. Everything that it does by itself happens
 * at the radio that is connected to it, or that hears it.
 */
public final class Peripheral {
    /** How it pairs. */
    public enum Bonding {
        JUST_WORKS,
        /** It has a PIN printed on it, which has to be typed at the hub. */
        PIN,
        /** It shows a passkey, which has to be typed at the hub. */
        PASSKEY,
        /** Both show a number, and somebody compares. */
        COMPARISON,
        /** The hub shows a number, which has to be typed on the device. */
        DISPLAY,
        REFUSED,
        /** It says nothing at all. */
        SILENT
    }

    /** Something that was written to a device; the double keeps all of them. */
    public record Write(BluetoothAddress device, UUID service, UUID characteristic, byte[] octets, String type) {
        public Write {
            octets = octets.clone();
        }

        @Override
        public String toString() {
            return GattUuid.text(characteristic) + " " + HexFormat.of().formatHex(octets) + " " + type;
        }
    }

    /** One characteristic, as scripted. */
    static final class Characteristic {
        final UUID service;
        final UUID number;
        final List<String> flags = new ArrayList<>();
        byte[] value = new byte[0];
        Optional<Consumer<byte[]>> onWrite = Optional.empty();
        Optional<String> refusal = Optional.empty();
        String refusalMessage = "";
        boolean silent;
        boolean echoesLate;

        Characteristic(UUID service, UUID number) {
            this.service = service;
            this.number = number;
        }
    }

    private final BluezDouble bluez;
    private final BluetoothAddress address;
    private final Map<String, Characteristic> characteristics = new LinkedHashMap<>();
    private final List<UUID> offers = new CopyOnWriteArrayList<>();
    private volatile String name = "";
    private volatile boolean inReach = true;
    private volatile boolean answersConnect = true;
    private volatile boolean tellsServices = true;
    private volatile Bonding bonding = Bonding.JUST_WORKS;
    private volatile String secret = "";
    private volatile int battery = -1;

    Peripheral(BluezDouble bluez, BluetoothAddress address) {
        this.bluez = bluez;
        this.address = address;
    }

    public Peripheral named(String itsName) {
        name = itsName;
        return this;
    }

    /** Has it say in its advertisements that it has this service. */
    public Peripheral offering(int service) {
        offers.add(GattUuid.of(service));
        return this;
    }

    /** Gives it a characteristic; a known one gets these flags too. */
    public Peripheral having(int service, int characteristic, String hex, String... flags) {
        Characteristic one = characteristic(service, characteristic);
        one.value = HexFormat.of().parseHex(hex.replace(" ", ""));
        for (String flag : flags) {
            if (!one.flags.contains(flag)) {
                one.flags.add(flag);
            }
        }
        return this;
    }

    public Peripheral onWrite(int service, int characteristic, Consumer<byte[]> reaction) {
        Characteristic one = characteristic(service, characteristic);
        if (!one.flags.contains("write")) {
            one.flags.add("write");
        }
        one.onWrite = Optional.of(reaction);
        return this;
    }

    /** Has it answer with this error from now on, e.g. {@code org.bluez.Error.NotPermitted}; an empty name ends that. */
    public Peripheral refusing(int service, int characteristic, String error, String message) {
        Characteristic one = characteristic(service, characteristic);
        one.refusal = error.isEmpty() ? Optional.empty() : Optional.of(error);
        one.refusalMessage = message;
        return this;
    }

    /** Has it never answer when this characteristic is read, written or subscribed to. */
    public Peripheral silentAt(int service, int characteristic) {
        characteristic(service, characteristic).silent = true;
        return this;
    }

    /** Has BlueZ tell what was read after the answer instead of before it, as older ones do. */
    public Peripheral echoingLate(int service, int characteristic) {
        characteristic(service, characteristic).echoesLate = true;
        return this;
    }

    public Peripheral pairsBy(Bonding way, String itsSecret) {
        bonding = way;
        secret = itsSecret;
        return this;
    }

    /** Has BlueZ keep its battery service to itself and tell the charge in its own words. */
    public Peripheral batteryHidden(int percent) {
        battery = percent;
        bluez.batteryChanged(this, percent);
        return this;
    }

    public Peripheral neverAnsweringConnect() {
        answersConnect = false;
        return this;
    }

    public Peripheral tellingServices(boolean tells) {
        tellsServices = tells;
        return this;
    }

    private Characteristic characteristic(int service, int number) {
        UUID of = GattUuid.of(service);
        UUID uuid = GattUuid.of(number);
        return characteristics.computeIfAbsent(of + "/" + uuid, unknown -> new Characteristic(of, uuid));
    }

    /** Says something to everybody; heard by the radios that search, and by all when it carries data. */
    public void advertises(int rssiDbm) {
        bluez.advertised(this, "hci0", rssiDbm, Map.of());
    }

    public void advertises(String adapter, int rssiDbm) {
        bluez.advertised(this, adapter, rssiDbm, Map.of());
    }

    public void advertisesData(int rssiDbm, int service, String hex) {
        bluez.advertised(
                this,
                "hci0",
                rssiDbm,
                Map.of(GattUuid.of(service), HexFormat.of().parseHex(hex)));
    }

    /** Sends a value by itself; it is heard only where it is subscribed to. {@return whether it was} */
    public boolean sends(int service, int characteristic, String hex) {
        return bluez.sent(
                this, characteristic(service, characteristic), HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    /** Its link is gone; it stays in reach and can be connected again. */
    public void dropsLink() {
        bluez.linkLost(this);
    }

    /** It is out of reach, its link gone, and connecting fails. */
    public void goesAway() {
        inReach = false;
        bluez.linkLost(this);
    }

    public void comesBack() {
        inReach = true;
    }

    /** Its bond is there already. */
    public Peripheral bonded() {
        bluez.bonded(this, "hci0");
        return this;
    }

    public boolean connected() {
        return bluez.connected(this);
    }

    public boolean paired() {
        return bluez.paired(this);
    }

    /** {@return whether values of this characteristic are subscribed to} */
    public boolean notifies(int service, int characteristic) {
        return bluez.notifies(this, characteristic(service, characteristic));
    }

    public BluetoothAddress address() {
        return address;
    }

    String name() {
        return name;
    }

    List<UUID> offers() {
        return List.copyOf(offers);
    }

    boolean inReach() {
        return inReach;
    }

    boolean answersConnect() {
        return answersConnect;
    }

    boolean tellsServices() {
        return tellsServices;
    }

    Bonding bonding() {
        return bonding;
    }

    String secret() {
        return secret;
    }

    int battery() {
        return battery;
    }

    List<Characteristic> characteristics() {
        return List.copyOf(characteristics.values());
    }
}
