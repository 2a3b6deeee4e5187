package org.hearthgate.testkit.gatt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import org.hearthgate.api.gatt.Advertisement;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattDialogue;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattHold;
import org.hearthgate.api.gatt.GattLink;

/** A radio without air: a test connects a held device to a {@link FakePeripheral} when it likes, and says what is advertised. */
public final class FakeGattLink implements GattLink {
    private final Map<BluetoothAddress, Hold> holds = new LinkedHashMap<>();
    private final List<Listening> ears = new ArrayList<>();

    private record Listening(UUID service, Consumer<Advertisement> listener) {}

    @Override
    public GattHold hold(BluetoothAddress device, GattDialogue dialogue) {
        if (holds.containsKey(device)) {
            throw new IllegalStateException(device + " is held already");
        }
        var hold = new Hold(device, dialogue);
        holds.put(device, hold);
        return hold;
    }

    @Override
    public Ear listen(UUID service, Consumer<Advertisement> listener) {
        var ear = new Listening(service, listener);
        ears.add(ear);
        return () -> ears.remove(ear);
    }

    /** Has a device say this to everybody. */
    public void advertise(Advertisement advertisement) {
        for (Listening ear : List.copyOf(ears)) {
            if (advertisement.services().contains(ear.service())
                    || advertisement.serviceData().containsKey(ear.service())) {
                ear.listener().accept(advertisement);
            }
        }
    }

    /** Connects a held device and runs its dialogue to its end, on this thread. */
    public void connect(BluetoothAddress device, FakePeripheral peripheral) throws GattException, InterruptedException {
        holds.get(device).dialogue.converse(peripheral.connect());
    }

    /** {@return whether this device is held} */
    public boolean holds(BluetoothAddress device) {
        return holds.containsKey(device);
    }

    /** {@return how many ears are open} */
    public int ears() {
        return ears.size();
    }

    /** Says how the link to a held device is from now on. */
    public void status(BluetoothAddress device, GattHold.Status status) {
        holds.get(device).status = status;
    }

    private final class Hold implements GattHold {
        private final BluetoothAddress device;
        private final GattDialogue dialogue;
        private Status status =
                new Status(State.WAITING, Instant.EPOCH, Optional.empty(), OptionalInt.empty(), "Not seen yet");

        Hold(BluetoothAddress device, GattDialogue dialogue) {
            this.device = device;
            this.dialogue = dialogue;
        }

        @Override
        public Status status() {
            return status;
        }

        @Override
        public void close() {
            holds.remove(device);
        }
    }
}
