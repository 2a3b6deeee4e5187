package org.hearthgate.adapter.bluetooth.peer;

import static org.hearthgate.adapter.bluetooth.peer.Shelf.of;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hearthgate.adapter.bluetooth.internal.bus.BusCall;
import org.hearthgate.adapter.bluetooth.internal.bus.BusConnection;
import org.hearthgate.adapter.bluetooth.internal.bus.BusException;
import org.hearthgate.adapter.bluetooth.internal.bus.BusListener;
import org.hearthgate.adapter.bluetooth.internal.bus.BusSignal;
import org.hearthgate.api.gatt.BluetoothAddress;

/**
 * BlueZ without a radio: owns {@code org.bluez} on a bus, has one radio {@code hci0} and as many devices as a test wants, lets them vanish,
 * flood, fall silent and pair, and keeps every octet that was written. Any thread.
 */
public final class BluezDouble implements AutoCloseable {
    static final String ADAPTER = "org.bluez.Adapter1";
    static final String DEVICE = "org.bluez.Device1";
    static final String SERVICE = "org.bluez.GattService1";
    static final String CHARACTERISTIC = "org.bluez.GattCharacteristic1";
    static final String BATTERY = "org.bluez.Battery1";

    private static final Duration SHORT = Duration.ofSeconds(5);

    private final String busAddress;
    final Shelf shelf = new Shelf();
    final Map<BluetoothAddress, Peripheral> peripherals = new ConcurrentHashMap<>();
    final List<Peripheral.Write> writes = new CopyOnWriteArrayList<>();
    /** Paths of devices that have a bond: they outlive a restart. */
    final Set<String> bonds = ConcurrentHashMap.newKeySet();

    private final Set<String> adapters = ConcurrentHashMap.newKeySet();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final DoubleDesk desk = new DoubleDesk(this);
    private volatile Optional<BusConnection> bus = Optional.empty();

    private BluezDouble(String busAddress) {
        this.busAddress = busAddress;
    }

    /** Starts one on this bus, with a radio that is switched on. */
    public static BluezDouble on(String busAddress) throws BusException, InterruptedException {
        var bluez = new BluezDouble(busAddress);
        bluez.adapters.add("hci0");
        bluez.starts();
        return bluez;
    }

    /** Starts it as a daemon starts: with what it remembers, which is its bonds. */
    public void starts() throws BusException, InterruptedException {
        shelf.clear();
        desk.forget();
        var connection = BusConnection.open(busAddress, "bluez-double", new Ear(), SHORT);
        bus = Optional.of(connection);
        shelf.shownOn(connection);
        shelf.add("/org/bluez", Map.of("org.bluez.AgentManager1", Map.of()));
        adapters.forEach(this::showAdapter);
        for (String path : bonds) {
            if (shelf.has(path.substring(0, path.lastIndexOf('/')))) {
                showDevice(peripheralAt(path).orElseThrow(), adapterOf(path), Map.of());
            }
        }
        connection.own("org.bluez", SHORT);
    }

    /** Dies as a daemon dies: its name is free, its links are gone, nobody is told anything. */
    public void dies() {
        shelf.shownNowhere();
        bus.ifPresent(BusConnection::close);
        bus = Optional.empty();
    }

    @Override
    public void close() {
        dies();
    }

    /** A device, unknown until it advertises. */
    public Peripheral peripheral(String address) {
        return peripherals.computeIfAbsent(new BluetoothAddress(address), device -> new Peripheral(this, device));
    }

    public void plugIn(String adapter) {
        adapters.add(adapter);
        showAdapter(adapter);
    }

    public void unplug(String adapter) {
        adapters.remove(adapter);
        shelf.remove(path(adapter));
    }

    /** Switches a radio on or off; off, its links are gone and it does not search. */
    public void power(String adapter, boolean on) {
        if (!on) {
            peripherals.values().forEach(device -> disconnect(path(adapter) + "/" + folder(device)));
            desk.searchEnded(path(adapter));
        }
        shelf.change(
                path(adapter),
                ADAPTER,
                on
                        ? Map.of("Powered", of("b", true))
                        : Map.of("Powered", of("b", false), "Discovering", of("b", false)));
    }

    public boolean searching(String adapter) {
        return shelf.truth(path(adapter), ADAPTER, "Discovering");
    }

    /** {@return everything that was written to any device, in order} */
    public List<Peripheral.Write> writes() {
        return List.copyOf(writes);
    }

    /** {@return what was asked of it, e.g. {@code Device1.Connect}, in order} */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** {@return whether somebody answers questions about pairing} */
    public boolean hasAgent() {
        return desk.agent().isPresent();
    }

    /** {@return paths of the applications that offer services of their own, by who does} */
    public Map<String, String> applications() {
        return desk.applications();
    }

    /** A device that nobody pairs asks to be trusted; the future holds the answer, or fails with what the hub says. */
    public CompletableFuture<List<Object>> strangerAsks(Peripheral stranger) {
        return desk.agent()
                .orElseThrow()
                .ask("RequestConfirmation", "ou", path("hci0") + "/" + folder(stranger), 123_456);
    }

    /** Asks somebody on the bus, as BlueZ asks its applications. */
    public CompletableFuture<List<Object>> ask(
            String whom, String path, String type, String member, String signature, Object... arguments) {
        return bus.orElseThrow().ask(whom, path, type, member, signature, arguments);
    }

    static String path(String adapter) {
        return "/org/bluez/" + adapter;
    }

    static String folder(Peripheral device) {
        return "dev_" + device.address().value().replace(':', '_');
    }

    static String adapterOf(String devicePath) {
        return devicePath.split("/")[3];
    }

    Optional<Peripheral> peripheralAt(String path) {
        return peripherals.values().stream()
                .filter(device -> path.endsWith("/" + folder(device)) || path.contains("/" + folder(device) + "/"))
                .findFirst();
    }

    private void showAdapter(String adapter) {
        String number = String.format("%02X", Integer.parseInt(adapter.substring(3)));
        var properties = new LinkedHashMap<String, Object>();
        properties.put("Address", of("s", "00:00:5E:00:52:" + number));
        properties.put("AddressType", of("s", "public"));
        properties.put("Name", of("s", "double"));
        properties.put("Alias", of("s", "double"));
        properties.put("Class", of("u", 0));
        properties.put("Powered", of("b", true));
        properties.put("Discoverable", of("b", false));
        properties.put("DiscoverableTimeout", of("u", 180));
        properties.put("Pairable", of("b", true));
        properties.put("PairableTimeout", of("u", 0));
        properties.put("Discovering", of("b", false));
        properties.put("UUIDs", of("as", List.of()));
        properties.put("Modalias", of("s", "usb:v1D6Bp0246d0542"));
        shelf.add(path(adapter), Map.of(ADAPTER, properties, "org.bluez.GattManager1", Map.of()));
    }

    void showDevice(Peripheral device, String adapter, Map<String, Object> heard) {
        String path = path(adapter) + "/" + folder(device);
        String itsName = device.name().isEmpty() ? device.address().value().replace(':', '-') : device.name();
        boolean bonded = bonds.contains(path);
        var properties = new LinkedHashMap<String, Object>();
        properties.put("Address", of("s", device.address().value()));
        properties.put("AddressType", of("s", "random"));
        if (!device.name().isEmpty()) {
            properties.put("Name", of("s", itsName));
        }
        properties.put("Alias", of("s", itsName));
        properties.put("Paired", of("b", bonded));
        properties.put("Bonded", of("b", bonded));
        properties.put("Trusted", of("b", bonded));
        properties.put("Blocked", of("b", false));
        properties.put("LegacyPairing", of("b", false));
        properties.put("Connected", of("b", false));
        properties.put("ServicesResolved", of("b", false));
        properties.put(
                "UUIDs", of("as", device.offers().stream().map(UUID::toString).toList()));
        properties.put("Adapter", of("o", path(adapter)));
        properties.putAll(heard);
        var interfaces = new LinkedHashMap<String, Map<String, Object>>();
        interfaces.put(DEVICE, properties);
        if (device.battery() >= 0) {
            interfaces.put(BATTERY, Map.of("Percentage", of("y", (byte) device.battery())));
        }
        shelf.add(path, interfaces);
    }

    void advertised(Peripheral device, String adapter, int rssi, Map<UUID, byte[]> data) {
        if (!searching(adapter)) {
            return;
        }
        var heard = new LinkedHashMap<String, Object>();
        heard.put("RSSI", of("n", (short) rssi));
        if (!data.isEmpty()) {
            var services = new LinkedHashMap<String, Object>();
            data.forEach((service, octets) -> services.put(service.toString(), of("ay", octets)));
            heard.put("ServiceData", of("a{sv}", services));
        }
        String path = path(adapter) + "/" + folder(device);
        if (shelf.has(path)) {
            shelf.change(path, DEVICE, heard);
        } else {
            showDevice(device, adapter, heard);
        }
    }

    private List<String> paths(Peripheral device) {
        var paths = new ArrayList<String>();
        for (String adapter : adapters) {
            String path = path(adapter) + "/" + folder(device);
            if (shelf.has(path)) {
                paths.add(path);
            }
        }
        return paths;
    }

    void linkLost(Peripheral device) {
        paths(device).forEach(this::disconnect);
    }

    void disconnect(String devicePath) {
        if (shelf.truth(devicePath, DEVICE, "Connected")) {
            desk.linkEnded(devicePath);
            shelf.change(devicePath, DEVICE, Map.of("ServicesResolved", of("b", false)));
            shelf.change(devicePath, DEVICE, Map.of("Connected", of("b", false)));
        }
    }

    void bonded(Peripheral device, String adapter) {
        String path = path(adapter) + "/" + folder(device);
        bonds.add(path);
        if (shelf.has(path)) {
            shelf.change(path, DEVICE, Map.of("Paired", of("b", true), "Bonded", of("b", true)));
        } else {
            showDevice(device, adapter, Map.of());
        }
    }

    boolean connected(Peripheral device) {
        return paths(device).stream().anyMatch(path -> shelf.truth(path, DEVICE, "Connected"));
    }

    /** {@return the radios that this device is connected to} */
    public List<String> connectedAt(Peripheral device) {
        return paths(device).stream()
                .filter(path -> shelf.truth(path, DEVICE, "Connected"))
                .map(BluezDouble::adapterOf)
                .toList();
    }

    boolean paired(Peripheral device) {
        return paths(device).stream().anyMatch(path -> shelf.truth(path, DEVICE, "Paired"));
    }

    boolean notifies(Peripheral device, Peripheral.Characteristic which) {
        return paths(device).stream()
                .flatMap(path -> desk.characteristicPath(path, which).stream())
                .anyMatch(path -> shelf.truth(path, CHARACTERISTIC, "Notifying"));
    }

    boolean sent(Peripheral device, Peripheral.Characteristic which, byte[] octets) {
        boolean heard = false;
        for (String path : paths(device)) {
            Optional<String> from = desk.characteristicPath(path, which)
                    .filter(characteristic -> shelf.truth(characteristic, CHARACTERISTIC, "Notifying"));
            from.ifPresent(
                    characteristic -> shelf.change(characteristic, CHARACTERISTIC, Map.of("Value", of("ay", octets))));
            heard |= from.isPresent();
        }
        return heard;
    }

    void batteryChanged(Peripheral device, int percent) {
        paths(device).forEach(path -> shelf.change(path, BATTERY, Map.of("Percentage", of("y", (byte) percent))));
    }

    private final class Ear implements BusListener {
        @Override
        public void signalled(BusSignal signal) {
            // BlueZ listens to nobody's signals here
        }

        @Override
        public void called(BusCall call) {
            calls.add(call.type().replace("org.bluez.", "").replace("org.freedesktop.DBus.", ""));
            desk.answer(call);
        }

        @Override
        public void closed(String why) {
            shelf.shownNowhere();
        }
    }
}
