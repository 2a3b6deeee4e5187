package org.hearthgate.adapter.bluetooth.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.hearthgate.adapter.bluetooth.internal.bus.BusException;
import org.hearthgate.adapter.bluetooth.internal.bus.Plain;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattException.Reason;
import org.hearthgate.api.gatt.GattSession;
import org.hearthgate.api.gatt.GattUuid;
import org.hearthgate.api.gatt.GattValue;

/** One connection, from the moment its services are known until the link or the dialogue ends. */
final class BluezSession implements GattSession {
    private final Radio radio;
    private final Peer peer;
    private final Duration answerWithin;
    private final ValueQueue values;
    private final Map<GattName, String> paths;
    private volatile Optional<CompletableFuture<?>> waitingFor = Optional.empty();
    private volatile Optional<Instant> heardAt = Optional.empty();

    BluezSession(Radio radio, Peer peer, Settings settings) {
        this.radio = radio;
        this.peer = peer;
        this.answerWithin = settings.answer();
        this.values = new ValueQueue(settings.queuedValues());
        this.paths = radio.objects().characteristics(peer.path());
    }

    /** {@return when the device last sent something} */
    Optional<Instant> heardAt() {
        return heardAt;
    }

    /** Takes what a characteristic says now; called by the bus's thread. */
    void told(String path, byte[] octets) {
        paths.forEach((name, known) -> {
            if (known.equals(path)) {
                take(name, octets);
            }
        });
    }

    /** Takes what BlueZ says of a battery that it keeps to itself; called by the bus's thread. */
    void toldBattery(int percent) {
        if (!paths.containsKey(GattName.BATTERY_LEVEL)) {
            take(GattName.BATTERY_LEVEL, new byte[] {(byte) percent});
        }
    }

    private void take(GattName name, byte[] octets) {
        GattValue value = value(name, octets);
        heardAt = Optional.of(value.receivedAt());
        if (values.add(value)) {
            radio.hangUp(peer.path()); // now, not when the dialogue has read it all: a flood costs everybody
        }
    }

    private GattValue value(GattName name, byte[] octets) {
        return new GattValue(name.service(), name.characteristic(), octets, radio.now());
    }

    /** Ends it for whoever waits; any thread, also again. */
    void lost(String why) {
        values.end(new GattException(Reason.LOST, why));
        waitingFor.ifPresent(answer -> answer.completeExceptionally(new BusException(BusException.DISCONNECTED, why)));
    }

    @Override
    public BluetoothAddress address() {
        return peer.address();
    }

    @Override
    public boolean has(UUID service, UUID characteristic) {
        var name = new GattName(service, characteristic);
        return paths.containsKey(name) || hiddenBattery(name).isPresent();
    }

    private OptionalInt hiddenBattery(GattName name) {
        boolean hidden = name.equals(GattName.BATTERY_LEVEL) && !paths.containsKey(name);
        return hidden ? radio.objects().battery(peer.path()) : OptionalInt.empty();
    }

    @Override
    public byte[] read(UUID service, UUID characteristic) throws GattException, InterruptedException {
        var name = new GattName(service, characteristic);
        OptionalInt battery = hiddenBattery(name);
        if (battery.isPresent()) {
            return new byte[] {(byte) battery.getAsInt()};
        }
        String path = path(name);
        values.readBegins(name);
        try {
            return ask(
                    "reading " + GattUuid.text(characteristic),
                    path,
                    "ReadValue",
                    "a{sv}",
                    answer -> {
                        byte[] octets = Plain.octets(answer.isEmpty() ? List.of() : answer.get(0));
                        values.readEnds(Optional.of(value(name, octets)));
                        heardAt = Optional.of(radio.now());
                        return octets;
                    },
                    Map.of());
        } catch (GattException e) {
            values.readEnds(Optional.empty());
            throw e;
        }
    }

    @Override
    public void write(UUID service, UUID characteristic, byte[] value) throws GattException, InterruptedException {
        var name = new GattName(service, characteristic);
        byte[] octets = value.clone(); // what is checked is what is sent
        WriteGuard.check(name, octets);
        ask(
                "writing " + GattUuid.text(characteristic),
                path(name),
                "WriteValue",
                "aya{sv}",
                Function.identity(),
                octets,
                Map.of("type", new Object[] {"s", "request"}));
    }

    @Override
    public void subscribe(UUID service, UUID characteristic) throws GattException, InterruptedException {
        var name = new GattName(service, characteristic);
        values.subscribe(name);
        if (hiddenBattery(name).isPresent()) {
            return;
        }
        try {
            ask("subscribing to " + GattUuid.text(characteristic), path(name), "StartNotify", "", Function.identity());
        } catch (GattException e) {
            boolean already =
                    e.getCause() instanceof BusException error && error.name().equals(Bluez.ERROR + "InProgress");
            if (!already) {
                values.unsubscribe(name);
                throw e;
            }
        }
    }

    @Override
    public Optional<GattValue> next(Duration atMost) throws GattException, InterruptedException {
        return values.next(atMost);
    }

    private String path(GattName name) throws GattException {
        String path = paths.get(name);
        if (path == null) {
            throw new GattException(Reason.NOT_FOUND, "it has no " + name);
        }
        return path;
    }

    private <T> T ask(
            String what,
            String path,
            String member,
            String signature,
            Function<List<Object>, T> understood,
            Object... arguments)
            throws GattException, InterruptedException {
        CompletableFuture<List<Object>> question = radio.ask(path, Bluez.CHARACTERISTIC, member, signature, arguments);
        CompletableFuture<T> answer = question.thenApply(understood);
        waitingFor = Optional.of(answer);
        try {
            Optional<GattException> ended = values.ended();
            if (ended.isPresent()) {
                throw new GattException(ended.get().reason(), ended.get().getMessage(), ended.get());
            }
            return answer.get(answerWithin.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BusException error
                    ? Refusal.of(what, error)
                    : new GattException(Reason.LOST, what + " failed: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new GattException(Reason.SILENT, what + " was not answered in " + answerWithin.toMillis() + " ms", e);
        } finally {
            waitingFor = Optional.empty();
            question.cancel(false);
        }
    }
}
