package org.hearthgate.adapter.bluetooth.internal;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hearthgate.api.gatt.GattDialogue;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattSession;
import org.hearthgate.api.gatt.GattUuid;
import org.hearthgate.api.gatt.GattValue;

/** A dialogue as a test wants it, which writes down what it hears. */
final class Talker implements GattDialogue {
    /** What is said once connected. */
    interface Talk {
        void talk(GattSession session) throws GattException, InterruptedException;
    }

    private final Reach reach;
    private final boolean bonded;
    private final Talk talk;
    final List<String> heard = new CopyOnWriteArrayList<>();
    final List<GattException> failures = new CopyOnWriteArrayList<>();
    private volatile int conversations;

    private Talker(Reach reach, boolean bonded, Talk talk) {
        this.reach = reach;
        this.bonded = bonded;
        this.talk = talk;
    }

    static Talker keeping(Talk talk) {
        return new Talker(Reach.KEEP, false, talk);
    }

    static Talker whenHeard(Talk talk) {
        return new Talker(Reach.WHEN_HEARD, false, talk);
    }

    static Talker bonded(Talk talk) {
        return new Talker(Reach.KEEP, true, talk);
    }

    /** Subscribes to one characteristic and writes down what comes, for ever. */
    static Talk listeningTo(int service, int characteristic, List<String> heard) {
        return session -> {
            session.subscribe(GattUuid.of(service), GattUuid.of(characteristic));
            while (true) {
                Optional<GattValue> value = session.next(Duration.ofSeconds(30));
                value.ifPresent(one -> heard.add(HexFormat.of().formatHex(one.octets())));
            }
        };
    }

    int conversations() {
        return conversations;
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public Reach reach() {
        return reach;
    }

    @Override
    public boolean bonded() {
        return bonded;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one conversation at a time
    public void converse(GattSession session) throws GattException, InterruptedException {
        conversations++;
        try {
            talk.talk(session);
        } catch (GattException e) {
            failures.add(e);
            throw e;
        }
    }
}
