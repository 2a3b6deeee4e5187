package org.hearthgate.commissioning.internal;

import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hearthgate.api.device.DeviceDiscovery;
import org.hearthgate.api.device.HeardDevice;
import org.hearthgate.api.device.Pairing;

/** A transport that hears what it is told, pairs by a passkey, and can be made to throw or to hang. */
final class ToyRadio implements DeviceDiscovery {
    final List<HeardDevice> heard = new CopyOnWriteArrayList<>();
    final List<String> forgotten = new CopyOnWriteArrayList<>();
    final List<Duration> searches = new CopyOnWriteArrayList<>();
    final List<ToyPairing> pairings = new ArrayList<>();
    volatile Runnable mood = () -> {};
    volatile CompletableFuture<Map<String, String>> identity =
            CompletableFuture.completedFuture(Map.of("maker", "Toy"));

    private final String name;

    ToyRadio(String name) {
        this.name = name;
    }

    ToyRadio hears(String address, String offer, boolean paired) {
        heard.removeIf(device -> device.address().equals(address));
        heard.add(new HeardDevice(
                name, address, Optional.of("Toy"), Set.of(offer), OptionalInt.of(-61), NOON, paired, Map.of()));
        return this;
    }

    @Override
    public String transport() {
        return name;
    }

    @Override
    public List<HeardDevice> heard() {
        mood.run();
        return heard;
    }

    @Override
    public void search(Duration length) {
        searches.add(length);
    }

    @Override
    public CompletableFuture<Map<String, String>> identify(String address) {
        return identity;
    }

    @Override
    public Pairing pair(String address) {
        if (heard.stream().noneMatch(device -> device.address().equals(address))) {
            throw new IllegalArgumentException("no device " + address + " is heard; wake it and search");
        }
        var pairing = new ToyPairing(() -> hears(address, "toy", true));
        pairings.add(pairing);
        return pairing;
    }

    @Override
    public void forget(String address) {
        forgotten.add(address);
    }

    /** Wants the passkey 123456. */
    static final class ToyPairing implements Pairing {
        private final Runnable done;
        volatile State state = State.WANTS_PASSKEY;
        volatile boolean cancelled;

        ToyPairing(Runnable done) {
            this.done = done;
        }

        @Override
        public Progress progress() {
            return new Progress(state, "Type the six digits printed on the device");
        }

        @Override
        public void answer(String text) {
            if (state != State.WANTS_PASSKEY) {
                throw new IllegalStateException("nothing was asked");
            }
            if (!text.matches("\\d{6}")) {
                throw new IllegalArgumentException("a passkey has six digits");
            }
            state = text.equals("123456") ? State.DONE : State.FAILED;
            if (state == State.DONE) {
                done.run();
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
