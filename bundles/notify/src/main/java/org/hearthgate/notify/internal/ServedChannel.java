package org.hearthgate.notify.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.notify.Channel;
import org.hearthgate.api.notify.Channels;
import org.hearthgate.api.notify.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One channel with its worker: what is for it, and how it fares. Thread-safe. */
final class ServedChannel {
    private static final Logger LOG = LoggerFactory.getLogger(ServedChannel.class);

    private final Channel channel;
    private final String id;
    private final boolean forEverybodyNear;
    private final HubClock clock;
    private final ChannelWorker worker;
    private final PassedBy passed = new PassedBy();
    private final Noted noted;
    private final AtomicReference<CompletableFuture<Receipt>> testing =
            new AtomicReference<>(CompletableFuture.failedFuture(new IllegalStateException("none yet")));
    private volatile Optional<Receipt> latest = Optional.empty();
    private volatile Optional<Receipt> latestTest = Optional.empty();

    /** Who is told of every outcome; any thread, no lock is held. */
    interface Noted {
        void noted(Outcome outcome, List<Receipt> receipts);
    }

    ServedChannel(Channel channel, HubClock clock, Patience patience, Noted noted) {
        this.channel = channel;
        this.clock = clock;
        this.noted = noted;
        id = channel.id();
        forEverybodyNear = channel.forEverybodyNear();
        worker = new ChannelWorker(channel, clock, patience, this::note);
    }

    String id() {
        return id;
    }

    Channel channel() {
        return channel;
    }

    boolean forEverybodyNear() {
        return forEverybodyNear;
    }

    /** {@return for whom this channel is to deliver a call: empty for whoever is near, else carers; none if it does not concern it} */
    List<Optional<String>> carers(Call call) {
        var carers = new ArrayList<Optional<String>>();
        if (forEverybodyNear && call.everybodyNear()) {
            carers.add(Optional.empty());
        }
        for (Carer carer : call.carers()) {
            if (carer.channels().contains(id)) {
                carers.add(Optional.of(carer.id()));
            }
        }
        return carers;
    }

    /** Takes a call that is for this channel; returns at once. */
    void offer(Call call, Duration now, Duration within) {
        List<Optional<String>> carers = carers(call);
        if (carers.isEmpty()) {
            return;
        }
        Optional<String> why = whyNot(call);
        passed.note(call, why);
        if (why.isEmpty()) {
            worker.offer(new Delivery(call, carers, now, now.plus(within), Optional.empty()));
        }
    }

    /** A channel that cannot say is given the call. */
    private Optional<String> whyNot(Call call) {
        try {
            return channel.whyNot(call);
        } catch (RuntimeException | LinkageError e) { // the edge of a whiteboard
            LOG.warn(
                    "Channel {} could not say whether a call is for it ({})",
                    id,
                    e.getClass().getName());
            LOG.debug("Channel {} could not say whether a call is for it", id, e);
            return Optional.empty();
        }
    }

    boolean passedBy(Call call) {
        return passed.has(call);
    }

    Optional<String> whyNot(String alertId) {
        return passed.why(alertId);
    }

    /** {@return what comes of one try; empty while another test is under way} */
    Optional<CompletableFuture<Receipt>> test(Call call, Duration now) {
        Optional<String> why = whyNot(call);
        if (why.isPresent()) { // whoever asked is told, and it counts as no fault
            return Optional.of(CompletableFuture.completedFuture(unserved(call, Receipt.Outcome.FAILED, why.get())));
        }
        var answer = new CompletableFuture<Receipt>();
        CompletableFuture<Receipt> before = testing.get();
        if (!before.isDone() || !testing.compareAndSet(before, answer)) {
            return Optional.empty();
        }
        worker.offer(new Delivery(call, List.of(Optional.empty()), now, now.plus(call.within()), Optional.of(answer)));
        // whatever becomes of the worker, whoever pressed the button hears something
        return Optional.of(answer.completeOnTimeout(
                unserved(
                        call,
                        Receipt.Outcome.GIVEN_UP,
                        "the channel did not answer within " + call.within().toSeconds() + " s"),
                call.within().toMillis() + 2_000,
                TimeUnit.MILLISECONDS));
    }

    private Receipt unserved(Call call, Receipt.Outcome outcome, String why) {
        Instant at = outcome == Receipt.Outcome.GIVEN_UP ? call.at().plus(call.within()) : call.at();
        return new Receipt(
                call.id(), call.alert().id(), call.alert().person(), 0, id, Optional.empty(), outcome, at, why);
    }

    private void note(Outcome outcome) {
        List<Receipt> receipts = outcome.receipts(id, clock.now());
        Receipt newest = receipts.get(receipts.size() - 1);
        latest = Optional.of(newest);
        if (outcome.delivery().call().test()) {
            latestTest = Optional.of(newest);
        }
        noted.noted(outcome, receipts);
        if (outcome.isFinal()) {
            outcome.delivery().answer(newest);
        }
    }

    void quiet(Alert alert) {
        worker.quiet(alert);
    }

    void look() {
        worker.look();
    }

    Channels.State state() {
        return new Channels.State(id, channel.label(), forEverybodyNear, worker.waiting(), latest, latestTest);
    }

    /** {@return why the newest delivery failed, if it did} */
    Optional<String> fault() {
        return latest.filter(receipt -> !receipt.outcome().reached()).map(Receipt::detail);
    }

    void close() {
        worker.close();
    }
}
