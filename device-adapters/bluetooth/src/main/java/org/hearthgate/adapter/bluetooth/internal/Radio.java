package org.hearthgate.adapter.bluetooth.internal;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.hearthgate.adapter.bluetooth.internal.bus.BusCall;
import org.hearthgate.adapter.bluetooth.internal.bus.BusConnection;
import org.hearthgate.adapter.bluetooth.internal.bus.BusException;
import org.hearthgate.adapter.bluetooth.internal.bus.BusListener;
import org.hearthgate.adapter.bluetooth.internal.bus.BusSignal;
import org.hearthgate.adapter.bluetooth.internal.bus.Plain;
import org.hearthgate.api.gatt.Advertisement;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.hub.HubClock;

/**
 * BlueZ at the other end of the bus: asks it, and passes on what it says. Everything it says comes in by one thread, so that the values of
 * a device, the end of its link and the coming back of the daemon are seen in the order in which they happened.
 */
final class Radio implements BusListener {
    private static final String BUS = "org.freedesktop.DBus";

    private final Settings settings;
    private final HubClock clock;
    private final RadioListener listener;
    private final BluezObjects objects = new BluezObjects();
    private final Map<String, BluezSession> sessions = new ConcurrentHashMap<>();
    private volatile Optional<BusConnection> bus = Optional.empty();
    private volatile String noBus = "The hub has not looked for its message bus yet";
    /** Unique name of the daemon; empty while it is away. */
    private volatile String daemon = "";

    private volatile boolean described;
    private volatile String undescribed = "The Bluetooth daemon has not said yet what there is";

    Radio(Settings settings, HubClock clock, RadioListener listener) {
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
    }

    Instant now() {
        return clock.now();
    }

    BluezObjects objects() {
        return objects;
    }

    /** {@return whether there is a connection to the bus} */
    boolean onBus() {
        return bus.isPresent();
    }

    /** {@return the daemon's name on the bus; another one after each of its restarts, empty while it is away or did not say what there is} */
    String daemon() {
        return described ? daemon : "";
    }

    /** Looks for the bus and for the daemon on it; the steward's thread. */
    void join() throws BusException, InterruptedException {
        try {
            BusConnection connection =
                    BusConnection.open(settings.busAddress(), "bluetooth-bus", this, Settings.DAEMON);
            bus = Optional.of(connection);
            connection.wantSignals("type='signal',sender='" + Bluez.NAME + "'", Settings.DAEMON);
            connection.wantSignals(
                    "type='signal',sender='" + BUS + "',member='NameOwnerChanged',arg0='" + Bluez.NAME + "'",
                    Settings.DAEMON);
            unwaited(connection
                    .ask(BUS, "/org/freedesktop/DBus", BUS, "GetNameOwner", "s", Bluez.NAME)
                    .thenAccept(answer -> daemonIs(String.valueOf(answer.get(0)))));
        } catch (BusException e) {
            noBus = "The hub's message bus does not answer (" + e.getMessage() + "); is dbus installed and running?";
            leave();
            throw e;
        }
    }

    void leave() {
        Optional<BusConnection> left = bus;
        left.ifPresent(BusConnection::close);
    }

    /** What comes of it is told by signals, or asked again by the steward. */
    private static void unwaited(CompletableFuture<?> answer) {
        requireNonNull(answer, "answer");
    }

    /** The bus's thread, so that nothing said after the answer is lost and nothing said before it counts again. */
    private void daemonIs(String name) {
        if (name.equals(daemon)) {
            return;
        }
        daemon = name;
        described = false;
        objects.clear();
        endSessions("The Bluetooth daemon went away; it is taken up again when it comes back");
        if (!name.isEmpty()) {
            describe();
        }
        listener.radioChanged();
    }

    /** Asks the daemon what there is; the steward asks again when there was no answer. */
    void describe() {
        String asked = daemon;
        unwaited(ask("/", Bluez.OBJECTS, "GetManagedObjects", "").whenComplete((answer, failure) -> {
            if (failure != null) {
                undescribed =
                        failure instanceof BusException error && error.name().endsWith(".AccessDenied")
                                ? "The hub's user may not ask the Bluetooth daemon; install gateway-config/dbus/hearthgate.conf"
                                : "The Bluetooth daemon does not say what there is (" + failure.getMessage() + ")";
            } else if (asked.equals(daemon) && !answer.isEmpty()) {
                objects.clear();
                Plain.byText(answer.get(0)).forEach((path, there) -> objects.add(path, Plain.byText(there)));
                described = true;
                listener.radioChanged();
            }
        }));
    }

    @Override
    public void closed(String why) {
        bus = Optional.empty();
        noBus = "The hub's message bus is away (" + why + "); it is looked for again";
        daemon = "";
        described = false;
        objects.clear();
        endSessions(noBus);
        listener.radioChanged();
    }

    private void endSessions(String why) {
        sessions.values().forEach(session -> session.lost(why));
    }

    @Override
    public void called(BusCall call) {
        listener.asked(call);
    }

    @Override
    public void signalled(BusSignal signal) {
        List<Object> told = signal.arguments();
        if (signal.sender().equals(BUS)) {
            if (signal.type().equals(BUS + ".NameOwnerChanged") && told.get(0).equals(Bluez.NAME)) {
                daemonIs(String.valueOf(told.get(2)));
            }
        } else if (signal.sender().equals(daemon)) {
            switch (signal.type()) {
                case Bluez.OBJECTS + ".InterfacesAdded" ->
                    added(String.valueOf(told.get(0)), Plain.byText(told.get(1)));
                case Bluez.OBJECTS + ".InterfacesRemoved" ->
                    removed(String.valueOf(told.get(0)), Plain.texts(told.get(1)));
                case Bluez.PROPERTIES + ".PropertiesChanged" ->
                    changed(
                            signal.path(),
                            String.valueOf(told.get(0)),
                            Plain.byText(told.get(1)),
                            Plain.texts(told.get(2)));
                default -> {
                    // what others may ask of BlueZ is none of our business
                }
            }
        }
    }

    private void added(String path, Map<String, Object> interfaces) {
        objects.add(path, interfaces);
        if (interfaces.containsKey(Bluez.ADAPTER)) {
            listener.radioChanged();
        }
        if (interfaces.containsKey(Bluez.DEVICE)) {
            hear(path, Plain.byText(interfaces.get(Bluez.DEVICE)));
            // one with a bond appears without being heard, when its radio is plugged in
            objects.peer(path).ifPresent(peer -> listener.peerChanged(peer.address()));
        }
    }

    private void removed(String path, List<String> interfaces) {
        Optional<Peer> peer = objects.peer(path);
        objects.remove(path, interfaces);
        if (interfaces.contains(Bluez.ADAPTER)) {
            listener.radioChanged();
        }
        if (interfaces.contains(Bluez.DEVICE)) {
            end(path, "The Bluetooth daemon does not know the device any more");
            peer.ifPresent(gone -> listener.peerChanged(gone.address()));
        }
    }

    private void changed(String path, String type, Map<String, Object> changed, List<String> invalidated) {
        objects.change(path, type, changed, invalidated);
        switch (type) {
            case Bluez.CHARACTERISTIC -> {
                int service = path.indexOf("/service");
                if (changed.containsKey("Value") && service > 0) {
                    Optional.ofNullable(sessions.get(path.substring(0, service)))
                            .ifPresent(session -> session.told(path, Plain.octets(changed.get("Value"))));
                }
            }
            case Bluez.BATTERY -> {
                if (changed.get("Percentage") instanceof Number percent) {
                    Optional.ofNullable(sessions.get(path))
                            .ifPresent(session -> session.toldBattery(percent.intValue() & 0xFF));
                }
            }
            case Bluez.DEVICE -> {
                if (Boolean.FALSE.equals(changed.get("Connected"))) {
                    end(path, "The link is gone: it is out of reach, switched off or asleep");
                }
                hear(path, changed);
                objects.peer(path).ifPresent(peer -> listener.peerChanged(peer.address()));
            }
            case Bluez.ADAPTER -> listener.radioChanged();
            default -> {
                // nothing that anybody waits for
            }
        }
    }

    private void end(String peerPath, String why) {
        Optional.ofNullable(sessions.get(peerPath)).ifPresent(session -> session.lost(why));
    }

    /** @param fresh what was said this time; BlueZ keeps what was said before beside it */
    private void hear(String path, Map<String, Object> fresh) {
        if (!fresh.containsKey("RSSI") && !fresh.containsKey("ServiceData") && !fresh.containsKey("ManufacturerData")) {
            return;
        }
        objects.peer(path).ifPresent(peer -> {
            var serviceData = new HashMap<UUID, byte[]>();
            Plain.byText(fresh.get("ServiceData")).forEach((uuid, octets) -> BluezObjects.uuid(uuid)
                    .ifPresent(service -> serviceData.put(service, Plain.octets(octets))));
            var manufacturerData = new HashMap<Integer, byte[]>();
            if (fresh.get("ManufacturerData") instanceof Map<?, ?> companies) {
                companies.forEach(
                        (company, octets) -> manufacturerData.put(((Number) company).intValue(), Plain.octets(octets)));
            }
            OptionalInt rssi = peer.rssiDbm();
            listener.heard(new Advertisement(
                    peer.address(), peer.name(), peer.services(), serviceData, manufacturerData, rssi, clock.now()));
        });
    }

    /** {@return why nothing can be heard, and what to do; empty when a radio works} */
    Optional<String> trouble() {
        if (bus.isEmpty()) {
            return Optional.of(noBus);
        }
        if (daemon.isEmpty()) {
            return Optional.of("The Bluetooth daemon is away; start it with: systemctl start bluetooth");
        }
        if (!described) {
            return Optional.of(undescribed);
        }
        List<Adapter> allowed =
                objects.adapters().stream().filter(settings::allows).toList();
        if (allowed.isEmpty()) {
            return Optional.of(
                    settings.adapters().isEmpty()
                            ? "No Bluetooth radio is plugged in"
                            : "None of the Bluetooth radios in the setting 'adapters' (" + settings.adapters()
                                    + ") is plugged in");
        }
        return allowed.stream().anyMatch(Adapter::powered)
                ? Optional.empty()
                : Optional.of(
                        "Bluetooth is switched off; switch it on with: rfkill unblock bluetooth; bluetoothctl power on");
    }

    List<Adapter> adapters() {
        return settings.usable(objects.adapters());
    }

    /** {@return the device at the adapter that it is best talked to by} */
    Optional<Peer> best(BluetoothAddress address) {
        List<String> usable = adapters().stream().map(Adapter::path).toList();
        return objects.peers(address).stream()
                .filter(peer -> usable.contains(peer.adapter()))
                .max(Peer.BY_PROMISE);
    }

    CompletableFuture<List<Object>> ask(
            String path, String type, String member, String signature, Object... arguments) {
        String whom = daemon;
        Optional<BusConnection> through = bus;
        if (through.isEmpty() || whom.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new BusException(BusException.DISCONNECTED, trouble().orElse("The Bluetooth daemon is away")));
        }
        return through.get().ask(whom, path, type, member, signature, arguments);
    }

    List<Object> call(Duration atMost, String path, String type, String member, String signature, Object... arguments)
            throws BusException, InterruptedException {
        String whom = daemon;
        Optional<BusConnection> through = bus;
        if (through.isEmpty() || whom.isEmpty()) {
            throw new BusException(BusException.DISCONNECTED, trouble().orElse("The Bluetooth daemon is away"));
        }
        return through.get().call(atMost, whom, path, type, member, signature, arguments);
    }

    /** Tells BlueZ something about an object that it asked us for. */
    void signal(String path, String type, String member, String signature, Object... values) {
        bus.ifPresent(connection -> connection.signal(path, type, member, signature, values));
    }

    /** Values of this device go to this session from now on. */
    void begin(String peerPath, BluezSession session) {
        sessions.put(peerPath, session);
        boolean connected = objects.peer(peerPath).map(Peer::connected).orElse(false);
        if (!connected) {
            session.lost("The link was gone before it could be used");
        }
    }

    void end(String peerPath, BluezSession session) {
        sessions.remove(peerPath, session);
    }

    /** Has every radio forget this device and its bond, without waiting for it. */
    void forget(BluetoothAddress address) {
        for (Peer peer : objects.peers(address)) {
            unwaited(ask(peer.adapter(), Bluez.ADAPTER, "RemoveDevice", "o", peer.path()));
        }
    }

    /** Ends a link without waiting for it. */
    void hangUp(String peerPath) {
        unwaited(ask(peerPath, Bluez.DEVICE, "Disconnect", ""));
    }
}
