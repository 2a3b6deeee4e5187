package org.hearthgate.adapter.bluetooth.internal;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hearthgate.adapter.bluetooth.internal.bus.BusCall;
import org.hearthgate.api.device.DeviceDiscovery;
import org.hearthgate.api.device.HeardDevice;
import org.hearthgate.api.device.Pairing;
import org.hearthgate.api.gatt.Advertisement;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattDialogue;
import org.hearthgate.api.gatt.GattHold;
import org.hearthgate.api.gatt.GattLink;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HubClock;

/** The whole room without OSGi: who is held, who listens, who was heard, and the radio behind them. */
final class BluezLink implements GattLink, DeviceDiscovery, RadioListener, AutoCloseable {
    private final Map<BluetoothAddress, Hold> holds = new ConcurrentHashMap<>();
    private final HeardBook heardBook = new HeardBook();
    private final Settings settings;
    private final Radio radio;
    private final Ears ears;
    private final Steward steward;
    private final PairingDesk pairingDesk;
    private final Identification identification;
    private final TimeService timeService;
    private volatile boolean closed;

    /**
     * @param zone of the home, for the time that devices are told
     * @param offersTime whether devices are told the time
     */
    BluezLink(Settings settings, HubClock clock, Supplier<ZoneId> zone, boolean offersTime) {
        this.settings = requireNonNull(settings, "settings");
        radio = new Radio(settings, clock, this);
        steward = new Steward(radio, this::searchWanted, offersTime);
        ears = new Ears(steward::nudge);
        pairingDesk = new PairingDesk(radio, settings, holds::containsKey);
        identification = new Identification(radio, settings, holds::containsKey);
        timeService = new TimeService(clock, zone, radio);
    }

    void open() {
        ears.open();
        steward.open();
    }

    private boolean searchWanted() {
        return ears.any() || holds.values().stream().anyMatch(Hold::searches);
    }

    @Override
    public GattHold hold(BluetoothAddress device, GattDialogue dialogue) {
        if (closed) {
            throw new IllegalStateException("the hub's Bluetooth has stopped");
        }
        var hold = new Hold(device, dialogue, radio, settings, steward::nudge, () -> {
            holds.remove(device);
            steward.nudge();
        });
        if (holds.putIfAbsent(device, hold) != null) {
            throw new IllegalStateException(device + " is held already; let it go first");
        }
        hold.open();
        steward.nudge();
        return hold;
    }

    @Override
    public Ear listen(UUID service, Consumer<Advertisement> listener) {
        return ears.listen(requireNonNull(service, "service"), requireNonNull(listener, "listener"));
    }

    @Override
    public String transport() {
        return HeardBook.TRANSPORT;
    }

    @Override
    public List<HeardDevice> heard() {
        return heardBook.devices(radio.objects());
    }

    @Override
    public void search(Duration length) {
        steward.search(length);
    }

    @Override
    public CompletableFuture<Map<String, String>> identify(String address) {
        var device = new BluetoothAddress(address);
        return identification.identify(device).thenApply(details -> {
            heardBook.learn(device, details);
            return details;
        });
    }

    @Override
    public Pairing pair(String address) {
        return pairingDesk.pair(new BluetoothAddress(address));
    }

    @Override
    public void forget(String address) {
        var device = new BluetoothAddress(address);
        heardBook.forget(device);
        radio.forget(device);
    }

    @Override
    public void radioChanged() {
        steward.nudge();
        holds.values().forEach(Hold::nudge);
    }

    @Override
    public void peerChanged(BluetoothAddress address) {
        Hold hold = holds.get(address);
        if (hold != null) {
            hold.nudge();
        }
    }

    @Override
    public void heard(Advertisement advertisement) {
        heardBook.hear(advertisement);
        Hold hold = holds.get(advertisement.address());
        if (hold != null) {
            hold.heard(advertisement);
        }
        ears.hear(advertisement);
    }

    @Override
    public void asked(BusCall call) {
        if (!call.sender().equals(radio.daemon())) {
            call.refuse("org.freedesktop.DBus.Error.AccessDenied", "only the Bluetooth daemon may ask this");
        } else if (call.path().equals(PairingDesk.PATH) && call.type().startsWith(Bluez.AGENT + ".")) {
            pairingDesk.asked(call);
        } else if (call.path().startsWith(TimeService.PATH)) {
            timeService.asked(call);
        } else {
            call.refuse("org.freedesktop.DBus.Error.UnknownObject", "no such object");
        }
    }

    /** The hub's clock was set. */
    void clockStepped() {
        timeService.clockStepped();
    }

    /** A home without Bluetooth devices needs no radio. */
    Health health() {
        boolean needed = ears.any() || !holds.isEmpty();
        return radio.trouble()
                .map(trouble -> needed ? Health.warn(trouble) : Health.ok("No Bluetooth device is configured"))
                .orElseGet(() -> Health.ok(holds.size() + " Bluetooth devices are kept over "
                        + String.join(
                                " and ",
                                radio.adapters().stream().map(Adapter::name).toList())));
    }

    @Override
    public void close() {
        closed = true;
        pairingDesk.close();
        identification.close();
        List<Hold> left = List.copyOf(holds.values());
        left.forEach(Hold::release); // all at once, then wait for each
        left.forEach(Hold::close);
        steward.close();
        ears.close();
    }
}
