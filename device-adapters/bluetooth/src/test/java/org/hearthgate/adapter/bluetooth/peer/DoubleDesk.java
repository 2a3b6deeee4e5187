package org.hearthgate.adapter.bluetooth.peer;

import static org.hearthgate.adapter.bluetooth.peer.BluezDouble.ADAPTER;
import static org.hearthgate.adapter.bluetooth.peer.BluezDouble.CHARACTERISTIC;
import static org.hearthgate.adapter.bluetooth.peer.BluezDouble.DEVICE;
import static org.hearthgate.adapter.bluetooth.peer.BluezDouble.SERVICE;
import static org.hearthgate.adapter.bluetooth.peer.Shelf.of;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.hearthgate.adapter.bluetooth.internal.bus.BusCall;
import org.hearthgate.adapter.bluetooth.internal.bus.Plain;

/** Answers what programs ask of the double. */
final class DoubleDesk {
    private static final String PROPERTIES = "org.freedesktop.DBus.Properties";
    private static final int FIRST_HANDLE = 0x10;

    private final BluezDouble bluez;
    private final Map<String, String> applications = new ConcurrentHashMap<>();
    private final Map<String, Peripheral.Characteristic> characteristics = new ConcurrentHashMap<>();
    private final Map<String, BusCall> connecting = new ConcurrentHashMap<>();
    private final Map<String, BusCall> pairing = new ConcurrentHashMap<>();
    private final Set<String> searches = ConcurrentHashMap.newKeySet();
    private volatile Optional<Agent> agent = Optional.empty();

    DoubleDesk(BluezDouble bluez) {
        this.bluez = bluez;
    }

    /** Who answers questions about pairing. */
    record Agent(BluezDouble bluez, String program, String path) {
        CompletableFuture<List<Object>> ask(String member, String signature, Object... arguments) {
            return bluez.ask(program, path, "org.bluez.Agent1", member, signature, arguments);
        }
    }

    Optional<Agent> agent() {
        return agent;
    }

    Map<String, String> applications() {
        return Map.copyOf(applications);
    }

    void forget() {
        agent = Optional.empty();
        applications.clear();
        characteristics.clear();
        connecting.clear();
        pairing.clear();
        searches.clear();
    }

    void searchEnded(String adapterPath) {
        searches.removeIf(search -> search.startsWith(adapterPath + " "));
    }

    void answer(BusCall call) {
        switch (call.type()) {
            case "org.freedesktop.DBus.ObjectManager.GetManagedObjects" ->
                call.answer("a{oa{sa{sv}}}", bluez.shelf.all());
            case PROPERTIES + ".Get" -> get(call);
            case PROPERTIES + ".GetAll" -> call.answer("a{sv}", bluez.shelf.properties(call.path(), text(call, 0)));
            case PROPERTIES + ".Set" -> set(call);
            case ADAPTER + ".SetDiscoveryFilter" -> call.answer("");
            case ADAPTER + ".StartDiscovery" -> startDiscovery(call);
            case ADAPTER + ".StopDiscovery" -> stopDiscovery(call);
            case ADAPTER + ".RemoveDevice" -> removeDevice(call);
            case DEVICE + ".Connect" -> device(call).ifPresent(device -> connect(call, device));
            case DEVICE + ".Disconnect" -> disconnect(call);
            case DEVICE + ".Pair" -> device(call).ifPresent(device -> pair(call, device));
            case DEVICE + ".CancelPairing" -> cancelPairing(call);
            case CHARACTERISTIC + ".ReadValue" -> characteristic(call).ifPresent(one -> read(call, one));
            case CHARACTERISTIC + ".WriteValue" -> characteristic(call).ifPresent(one -> write(call, one));
            case CHARACTERISTIC + ".StartNotify" -> characteristic(call).ifPresent(one -> startNotify(call));
            case CHARACTERISTIC + ".StopNotify" -> notify(call, false);
            case "org.bluez.AgentManager1.RegisterAgent" -> {
                agent = Optional.of(new Agent(bluez, call.sender(), text(call, 0)));
                call.answer("");
            }
            case "org.bluez.AgentManager1.RequestDefaultAgent", "org.bluez.AgentManager1.UnregisterAgent" ->
                call.answer("");
            case "org.bluez.GattManager1.RegisterApplication" -> register(call);
            default -> call.refuse("org.freedesktop.DBus.Error.UnknownMethod", "No such method: " + call.type());
        }
    }

    private static String text(BusCall call, int index) {
        return String.valueOf(call.arguments().get(index));
    }

    private static void refuse(BusCall call, String error, String message) {
        call.refuse("org.bluez.Error." + error, message);
    }

    private void get(BusCall call) {
        Object value = bluez.shelf.properties(call.path(), text(call, 0)).get(text(call, 1));
        if (value == null) {
            call.refuse("org.freedesktop.DBus.Error.InvalidArgs", "No such property");
        } else {
            call.answer("v", value);
        }
    }

    private void set(BusCall call) {
        boolean truth = Boolean.TRUE.equals(call.arguments().get(2));
        if (text(call, 1).equals("Powered")) {
            bluez.power(BluezDouble.adapterOf(call.path()), truth);
        } else if (call.arguments().get(2) instanceof Boolean) {
            bluez.shelf.change(call.path(), text(call, 0), Map.of(text(call, 1), of("b", truth)));
        }
        call.answer("");
    }

    private void startDiscovery(BusCall call) {
        if (!bluez.shelf.truth(call.path(), ADAPTER, "Powered")) {
            refuse(call, "NotReady", "Resource Not Ready");
        } else if (!searches.add(call.path() + " " + call.sender())) {
            refuse(call, "InProgress", "Operation already in progress");
        } else {
            bluez.shelf.change(call.path(), ADAPTER, Map.of("Discovering", of("b", true)));
            call.answer("");
        }
    }

    private void stopDiscovery(BusCall call) {
        if (!searches.remove(call.path() + " " + call.sender())) {
            refuse(call, "Failed", "No discovery started");
            return;
        }
        if (searches.stream().noneMatch(search -> search.startsWith(call.path() + " "))) {
            bluez.shelf.change(call.path(), ADAPTER, Map.of("Discovering", of("b", false)));
        }
        call.answer("");
    }

    private void removeDevice(BusCall call) {
        String path = text(call, 0);
        if (!bluez.shelf.has(path)) {
            refuse(call, "DoesNotExist", "Does Not Exist");
            return;
        }
        bluez.disconnect(path);
        bluez.bonds.remove(path);
        bluez.shelf.remove(path);
        call.answer("");
    }

    private Optional<Peripheral> device(BusCall call) {
        Optional<Peripheral> device = bluez.shelf.has(call.path()) ? bluez.peripheralAt(call.path()) : Optional.empty();
        if (device.isEmpty()) {
            call.refuse("org.freedesktop.DBus.Error.UnknownObject", "No such device");
        }
        return device;
    }

    private void connect(BusCall call, Peripheral device) {
        if (!device.answersConnect()) {
            connecting.put(call.path(), call);
        } else if (!device.inReach()) {
            refuse(call, "Failed", "le-connection-abort-by-local");
        } else {
            establish(call.path(), device);
            call.answer("");
        }
    }

    private void establish(String path, Peripheral device) {
        if (bluez.shelf.truth(path, DEVICE, "Connected")) {
            return;
        }
        bluez.shelf.change(path, DEVICE, Map.of("Connected", of("b", true)));
        if (device.tellsServices()) {
            showServices(path, device);
            bluez.shelf.change(path, DEVICE, Map.of("ServicesResolved", of("b", true)));
        }
    }

    private void showServices(String path, Peripheral device) {
        var services = new LinkedHashMap<UUID, String>();
        int handle = FIRST_HANDLE;
        for (Peripheral.Characteristic one : device.characteristics()) {
            String service = services.get(one.service);
            if (service == null) {
                service = String.format("%s/service%04x", path, handle++);
                services.put(one.service, service);
                bluez.shelf.add(
                        service,
                        Map.of(
                                SERVICE,
                                Map.of(
                                        "UUID",
                                        of("s", one.service.toString()),
                                        "Device",
                                        of("o", path),
                                        "Primary",
                                        of("b", true),
                                        "Includes",
                                        of("ao", List.of()))));
            }
            String characteristic = String.format("%s/char%04x", service, handle++);
            characteristics.put(characteristic, one);
            bluez.shelf.add(
                    characteristic,
                    Map.of(
                            CHARACTERISTIC,
                            Map.of(
                                    "UUID",
                                    of("s", one.number.toString()),
                                    "Service",
                                    of("o", service),
                                    "Value",
                                    of("ay", new byte[0]),
                                    "Notifying",
                                    of("b", false),
                                    "MTU",
                                    of("q", 247),
                                    "Flags",
                                    of("as", List.copyOf(one.flags)))));
        }
    }

    /** {@return where this characteristic is, while the device is connected} */
    Optional<String> characteristicPath(String devicePath, Peripheral.Characteristic which) {
        return characteristics.entrySet().stream()
                .filter(entry -> entry.getValue() == which && entry.getKey().startsWith(devicePath + "/"))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    void linkEnded(String devicePath) {
        characteristics.keySet().stream()
                .filter(path -> path.startsWith(devicePath + "/"))
                .toList()
                .forEach(path -> {
                    characteristics.remove(path);
                    bluez.shelf.remove(path.substring(0, path.lastIndexOf('/')));
                });
    }

    private void disconnect(BusCall call) {
        Optional.ofNullable(connecting.remove(call.path()))
                .ifPresent(waiting -> refuse(waiting, "Failed", "Software caused connection abort"));
        if (bluez.shelf.truth(call.path(), DEVICE, "Connected")) {
            bluez.disconnect(call.path());
            call.answer("");
        } else {
            refuse(call, "NotConnected", "Not Connected");
        }
    }

    private void pair(BusCall call, Peripheral device) {
        if (bluez.bonds.contains(call.path())) {
            refuse(call, "AlreadyExists", "Already Exists");
            return;
        }
        pairing.put(call.path(), call);
        String path = call.path();
        switch (device.bonding()) {
            case JUST_WORKS -> paired(device, path);
            case REFUSED -> pairingFailed(path, "AuthenticationRejected", "Authentication Rejected");
            case SILENT -> {
                // neither the device nor we say anything
            }
            case PIN -> ask(device, path, "RequestPinCode", "o", path);
            case PASSKEY -> ask(device, path, "RequestPasskey", "o", path);
            case COMPARISON -> ask(device, path, "RequestConfirmation", "ou", path, Integer.valueOf(device.secret()));
            case DISPLAY -> ask(device, path, "DisplayPasskey", "ouq", path, Integer.valueOf(device.secret()), 0);
        }
    }

    private void ask(Peripheral device, String path, String member, String signature, Object... arguments) {
        CompletableFuture<List<Object>> answer = agent.orElseThrow()
                .ask(member, signature, arguments)
                .whenComplete((said, failure) -> {
                    boolean right = failure == null
                            && switch (device.bonding()) {
                                case PIN -> said.get(0).equals(device.secret());
                                case PASSKEY -> ((Number) said.get(0)).intValue() == Integer.parseInt(device.secret());
                                default -> true;
                            };
                    if (right) {
                        paired(device, path);
                    } else {
                        pairingFailed(path, "AuthenticationFailed", "Authentication Failed");
                    }
                });
        assert answer != null : "it goes on when the agent has answered";
    }

    private void paired(Peripheral device, String path) {
        establish(path, device);
        bluez.bonded(device, BluezDouble.adapterOf(path));
        Optional.ofNullable(pairing.remove(path)).ifPresent(call -> call.answer(""));
    }

    private void pairingFailed(String path, String error, String message) {
        Optional.ofNullable(pairing.remove(path)).ifPresent(call -> refuse(call, error, message));
    }

    private void cancelPairing(BusCall call) {
        if (pairing.containsKey(call.path())) {
            pairingFailed(call.path(), "AuthenticationCanceled", "Authentication Canceled");
            call.answer("");
        } else {
            refuse(call, "DoesNotExist", "Does Not Exist");
        }
    }

    private Optional<Peripheral.Characteristic> characteristic(BusCall call) {
        Peripheral.Characteristic one = characteristics.get(call.path());
        if (one == null) {
            call.refuse("org.freedesktop.DBus.Error.UnknownObject", "No such characteristic");
            return Optional.empty();
        }
        if (one.refusal.isPresent()) {
            call.refuse(one.refusal.get(), one.refusalMessage);
            return Optional.empty();
        }
        return one.silent ? Optional.empty() : Optional.of(one);
    }

    private void read(BusCall call, Peripheral.Characteristic one) {
        if (!one.flags.contains("read")) {
            refuse(call, "NotPermitted", "Read not permitted");
            return;
        }
        Map<String, Object> told = Map.of("Value", of("ay", one.value));
        if (!one.echoesLate) {
            bluez.shelf.change(call.path(), CHARACTERISTIC, told);
        }
        call.answer("ay", (Object) one.value);
        if (one.echoesLate) {
            bluez.shelf.change(call.path(), CHARACTERISTIC, told);
        }
    }

    private void write(BusCall call, Peripheral.Characteristic one) {
        byte[] octets = Plain.octets(call.arguments().get(0));
        Object type = Plain.byText(call.arguments().get(1)).getOrDefault("type", "");
        bluez.peripheralAt(call.path())
                .ifPresent(device -> bluez.writes.add(
                        new Peripheral.Write(device.address(), one.service, one.number, octets, String.valueOf(type))));
        if (!one.flags.contains("write")) {
            refuse(call, "NotPermitted", "Write not permitted");
            return;
        }
        call.answer("");
        one.onWrite.ifPresentOrElse(reaction -> reaction.accept(octets), () -> one.value = octets);
    }

    private void startNotify(BusCall call) {
        if (bluez.shelf.truth(call.path(), CHARACTERISTIC, "Notifying")) {
            refuse(call, "InProgress", "In Progress");
        } else {
            notify(call, true);
        }
    }

    private void notify(BusCall call, boolean on) {
        bluez.shelf.change(call.path(), CHARACTERISTIC, Map.of("Notifying", of("b", on)));
        call.answer("");
    }

    private void register(BusCall call) {
        String application = text(call, 0);
        CompletableFuture<List<Object>> described = bluez.ask(
                        call.sender(), application, "org.freedesktop.DBus.ObjectManager", "GetManagedObjects", "")
                .whenComplete((objects, failure) -> {
                    if (failure == null && !Plain.byText(objects.get(0)).isEmpty()) {
                        applications.put(call.sender(), application);
                        call.answer("");
                    } else {
                        refuse(call, "Failed", "No object received");
                    }
                });
        assert described != null : "it goes on when the application has described itself";
    }
}
