package org.hearthgate.notify.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.Channel;
import org.hearthgate.api.notify.ChannelException;
import org.hearthgate.api.notify.Receipt;

/** A channel that remembers what it was given and does what a test tells it to. */
final class FakeChannel implements Channel {
    private final String id;
    private final boolean near;
    private final List<Call> delivered = new CopyOnWriteArrayList<>();
    private final List<String> quieted = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = call -> Receipt.Outcome.SENT;
    private volatile Optional<String> whyNot = Optional.empty();
    private final AtomicInteger tries = new AtomicInteger();

    /** What it does with a call. */
    interface Behaviour {
        Receipt.Outcome deliver(Call call) throws ChannelException, InterruptedException;
    }

    private FakeChannel(String id, boolean near) {
        this.id = id;
        this.near = near;
    }

    static FakeChannel near(String id) {
        return new FakeChannel(id, true);
    }

    static FakeChannel called(String id) {
        return new FakeChannel(id, false);
    }

    FakeChannel doing(Behaviour other) {
        behaviour = other;
        return this;
    }

    /** {@return hangs until the latch opens, or it is interrupted} */
    static Behaviour hanging(CountDownLatch until) {
        return call -> {
            until.await();
            return Receipt.Outcome.SENT;
        };
    }

    static Behaviour failing(String why) {
        return call -> {
            throw ChannelException.passing(why, null);
        };
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String label() {
        return "the fake " + id;
    }

    @Override
    public boolean forEverybodyNear() {
        return near;
    }

    FakeChannel notBecause(String why) {
        whyNot = Optional.of(why);
        return this;
    }

    void open() {
        whyNot = Optional.empty();
    }

    @Override
    public Optional<String> whyNot(Call call) {
        return whyNot;
    }

    @Override
    public Receipt.Outcome deliver(Call call) throws ChannelException, InterruptedException {
        tries.incrementAndGet();
        Receipt.Outcome outcome = behaviour.deliver(call);
        delivered.add(call);
        return outcome;
    }

    @Override
    public void quiet(Alert alert) {
        quieted.add(alert.id());
    }

    List<Call> delivered() {
        return delivered;
    }

    List<String> quieted() {
        return quieted;
    }

    int tries() {
        return tries.get();
    }
}
