package org.hearthgate.testkit.gatt;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattSession;
import org.hearthgate.api.gatt.GattUuid;
import org.hearthgate.api.gatt.GattValue;
import org.hearthgate.testkit.ManualClock;

/**
 * A scripted device on the other end of a {@link GattSession}: what it answers to reads, what it does on writes, what it sends by itself.
 * Time passes only while a dialogue waits for a value: the hand-moved clock then jumps to the end of the wait, or the next
 * {@link #later script step} runs. One thread.
 */
public final class FakePeripheral {
    private final BluetoothAddress address;
    private final ManualClock clock;
    private final Map<Characteristic, Supplier<byte[]>> values = new HashMap<>();
    private final Map<Characteristic, Consumer<byte[]>> onWrite = new HashMap<>();
    private final Set<Characteristic> refusing = new HashSet<>();
    private final Set<Characteristic> subscribed = new HashSet<>();
    private final Deque<GattValue> queue = new ArrayDeque<>();
    private final Deque<Runnable> script = new ArrayDeque<>();
    private final List<String> log = new ArrayList<>();
    private boolean lost;

    private record Characteristic(UUID service, UUID number) {
        static Characteristic of(int service, int number) {
            return new Characteristic(GattUuid.of(service), GattUuid.of(number));
        }
    }

    public FakePeripheral(String address, ManualClock clock) {
        this.address = new BluetoothAddress(address);
        this.clock = clock;
    }

    /** Gives it a characteristic that can be read, or subscribed to, with this value. */
    public FakePeripheral having(int service, int characteristic, String hex) {
        return having(service, characteristic, () -> hex);
    }

    /** Gives it a characteristic whose value is made when it is read. */
    public FakePeripheral having(int service, int characteristic, Supplier<String> hex) {
        values.put(Characteristic.of(service, characteristic), () -> octets(hex.get()));
        return this;
    }

    /** Gives it a characteristic that can be written. */
    public FakePeripheral onWrite(int service, int characteristic, Consumer<byte[]> reaction) {
        values.putIfAbsent(Characteristic.of(service, characteristic), () -> new byte[0]);
        onWrite.put(Characteristic.of(service, characteristic), reaction);
        return this;
    }

    /** Has it refuse every read and write of this characteristic. */
    public FakePeripheral refusing(int service, int characteristic) {
        values.putIfAbsent(Characteristic.of(service, characteristic), () -> new byte[0]);
        refusing.add(Characteristic.of(service, characteristic));
        return this;
    }

    /** Sends a value by itself, now; it is heard only where it was subscribed to. */
    public void sends(int service, int characteristic, String hex) {
        Characteristic from = Characteristic.of(service, characteristic);
        if (subscribed.contains(from)) {
            queue.add(new GattValue(from.service(), from.number(), octets(hex), clock.now()));
        }
    }

    /** Adds a step that runs when the dialogue waits and nothing is queued; steps run one a wait, in order. */
    public FakePeripheral later(Runnable step) {
        script.add(step);
        return this;
    }

    /** Forgets the steps of its script that have not run. */
    public void forgetScript() {
        script.clear();
    }

    /** From now on the link is gone. */
    public void vanishes() {
        lost = true;
    }

    /** {@return what was done with it: {@code read 2AA9}, {@code write 2A52 0101}, {@code subscribe 2AA7}} */
    public List<String> log() {
        return List.copyOf(log);
    }

    /** {@return a new connection to it; nothing is subscribed yet} */
    public GattSession connect() {
        lost = false;
        subscribed.clear();
        queue.clear();
        return new Session();
    }

    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private final class Session implements GattSession {
        @Override
        public BluetoothAddress address() {
            return address;
        }

        @Override
        public boolean has(UUID service, UUID characteristic) {
            return values.containsKey(new Characteristic(service, characteristic));
        }

        @Override
        public byte[] read(UUID service, UUID characteristic) throws GattException {
            return find("read", service, characteristic, "").get();
        }

        @Override
        public void write(UUID service, UUID characteristic, byte[] value) throws GattException {
            find("write", service, characteristic, " " + HexFormat.of().formatHex(value));
            Consumer<byte[]> reaction = onWrite.get(new Characteristic(service, characteristic));
            if (reaction == null) {
                throw new GattException(
                        GattException.Reason.REFUSED, GattUuid.text(characteristic) + " cannot be written");
            }
            reaction.accept(value.clone());
        }

        @Override
        public void subscribe(UUID service, UUID characteristic) throws GattException {
            find("subscribe", service, characteristic, "");
            subscribed.add(new Characteristic(service, characteristic));
        }

        private Supplier<byte[]> find(String what, UUID service, UUID characteristic, String more)
                throws GattException {
            if (lost) {
                throw new GattException(GattException.Reason.LOST, "the link is gone");
            }
            log.add(what + " " + GattUuid.text(characteristic) + more);
            var wanted = new Characteristic(service, characteristic);
            if (!values.containsKey(wanted)) {
                throw new GattException(GattException.Reason.NOT_FOUND, "no " + GattUuid.text(characteristic));
            }
            if (refusing.contains(wanted)) {
                throw new GattException(GattException.Reason.REFUSED, GattUuid.text(characteristic) + " refused");
            }
            return values.get(wanted);
        }

        @Override
        public Optional<GattValue> next(Duration atMost) throws GattException {
            if (queue.isEmpty() && !script.isEmpty()) {
                script.remove().run();
            } else if (queue.isEmpty() && !lost) {
                clock.advance(atMost);
            }
            Optional<GattValue> value = Optional.ofNullable(queue.poll());
            if (value.isEmpty() && lost) {
                throw new GattException(GattException.Reason.LOST, "the link is gone");
            }
            return value;
        }
    }
}
