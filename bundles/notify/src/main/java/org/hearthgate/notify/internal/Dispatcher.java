package org.hearthgate.notify.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.CallListener;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.notify.Channel;
import org.hearthgate.api.notify.Channels;
import org.hearthgate.api.notify.Receipt;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each call to the channels it is for, and notes what came of it. Decides nothing: who is called when is alerting's. */
@Component(
        name = Dispatcher.PID,
        configurationPid = Dispatcher.PID,
        immediate = true,
        service = {CallListener.class, Channels.class, HealthProbe.class})
@Designate(ocd = Dispatcher.Config.class)
public final class Dispatcher implements CallListener, Channels, HealthProbe {
    static final String PID = "org.hearthgate.notify";

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** What a channel that sounds is given again when it comes back is worth this long. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    /** How patient the hub is with its channels. */
    @ObjectClassDefinition(name = "Notify", description = "How often a delivery that failed is tried again")
    public @interface Config {
        @AttributeDefinition(name = "First retry (ms)", description = "Then twice as long each time", min = "50")
        int firstRetryMillis() default 1000;

        @AttributeDefinition(name = "Longest wait between two tries (s)", min = "1", max = "300")
        int longestRetrySeconds() default 20;

        @AttributeDefinition(
                name = "Longest try (s)",
                description = "A delivery that takes longer is interrupted and tried again",
                min = "5",
                max = "300")
        int longestTrySeconds() default 60;
    }

    private final HubClock clock;
    private final ReceiptBook receipts;
    private final Patience patience;
    private final HubClock.Repetition looking;
    private final StandingCalls standing = new StandingCalls();
    private final List<ServedChannel> channels = new CopyOnWriteArrayList<>();
    private final AtomicLong drills = new AtomicLong();

    @Activate
    public Dispatcher(@Reference HubClock clock, @Reference ReceiptBook receipts, Config config) {
        this.clock = clock;
        this.receipts = receipts;
        patience = new Patience(
                Duration.ofMillis(Setting.within(PID, "firstRetryMillis", config.firstRetryMillis(), 50, 60_000)),
                Duration.ofSeconds(Setting.within(PID, "longestRetrySeconds", config.longestRetrySeconds(), 1, 300)),
                Duration.ofSeconds(Setting.within(PID, "longestTrySeconds", config.longestTrySeconds(), 5, 300)));
        looking = clock.every(LOOK, "notify-look", this::look);
    }

    /** Channels come and go while we run; one that comes late is given what it has missed. */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addChannel(Channel channel) {
        var served = new ServedChannel(channel, clock, patience, this::noted);
        if (served.forEverybodyNear()) {
            channels.add(0, served); // what wakes a house is told before what asks a network
        } else {
            channels.add(served);
        }
        Duration now = clock.elapsed();
        for (Call call : standing.owedTo(served.id(), served.forEverybodyNear(), now)) {
            served.offer(call, now, standing.left(call, now).orElse(AGAIN));
        }
        LOG.info("Channel {} is there", served.id());
    }

    void removeChannel(Channel channel) {
        List<ServedChannel> gone =
                channels.stream().filter(served -> served.channel() == channel).toList();
        channels.removeAll(gone);
        for (ServedChannel served : gone) {
            served.close();
            LOG.info("Channel {} is gone", served.id());
        }
    }

    @Override
    public void call(Call call) {
        Duration now = clock.elapsed();
        if (!call.test()) { // a drill is over by itself: nobody answers it, and what comes back later owes it nothing
            standing.add(call, now);
        }
        for (ServedChannel served : channels) {
            served.offer(call, now, call.within());
        }
        missing(call);
    }

    private void look() {
        Duration now = clock.elapsed();
        for (ServedChannel served : channels) {
            served.look();
            for (Call call : standing.owedTo(served.id(), false, now)) {
                if (served.passedBy(call)) { // perhaps a page has been opened since
                    standing.left(call, now).ifPresent(left -> served.offer(call, now, left));
                }
            }
        }
    }

    /** A carer who can only be reached by what is not there must not look as if nothing was tried. */
    private void missing(Call call) {
        for (Carer carer : call.carers()) {
            for (String id : carer.channels()) {
                if (channels.stream().noneMatch(served -> served.id().equals(id))) {
                    receipts.note(new Receipt(
                            call.id(),
                            call.alert().id(),
                            call.alert().person(),
                            call.alert().step(),
                            id,
                            Optional.of(carer.id()),
                            Receipt.Outcome.FAILED,
                            clock.now(),
                            "there is no channel '" + id + "'; set one up, or take it out of this carer's channels"));
                }
            }
        }
    }

    @Override
    public void quiet(Alert alert) {
        standing.remove(alert.id());
        channels.forEach(served -> served.quiet(alert));
    }

    private void noted(Outcome outcome, List<Receipt> all) {
        if (outcome.how().reached()) {
            all.forEach(receipt -> standing.reached(outcome.delivery().call(), receipt.channel()));
        }
        all.forEach(receipts::note);
    }

    @Override
    public List<State> all() {
        return channels.stream()
                .map(ServedChannel::state)
                .sorted(Comparator.comparing(State::id))
                .toList();
    }

    @Override
    public Optional<String> whyNot(String channelId, String alertId) {
        return channels.stream()
                .filter(served -> served.id().equals(channelId))
                .findFirst()
                .flatMap(served -> served.whyNot(alertId));
    }

    @Override
    public CompletableFuture<Receipt> test(String channelId, String by) {
        Optional<ServedChannel> wanted = channels.stream()
                .filter(served -> served.id().equals(channelId))
                .findFirst();
        if (wanted.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new NoSuchElementException("there is no channel '" + channelId + "'"));
        }
        Instant at = clock.now();
        Call call = Drill.call("test-" + at.toEpochMilli() + "-" + drills.incrementAndGet(), by, at);
        return wanted.get()
                .test(call, clock.elapsed())
                .orElseGet(() -> CompletableFuture.failedFuture(new RejectedExecutionException(
                        "a test of channel '" + channelId + "' is under way; wait for its result")));
    }

    @Override
    public String name() {
        return "notify";
    }

    /** Off the road: it ends in a sounder of its own probe, and a school's broken web hook is no reason to call the hub broken. */
    @Override
    public boolean onAlarmPath() {
        return false;
    }

    @Override
    public Health check() {
        var faults = new ArrayList<String>();
        channels.forEach(served -> served.fault().ifPresent(why -> faults.add(served.id() + ": " + why)));
        receipts.trouble().ifPresent(faults::add);
        if (channels.isEmpty()) {
            return Health.failed("the hub has no way to call anybody; switch the sounder on or set up a channel");
        }
        if (faults.isEmpty()) {
            return Health.ok(channels.size() + " channels, none has failed");
        }
        return Health.warn(String.join("; ", faults));
    }

    @Deactivate
    void close() {
        looking.close();
        channels.forEach(ServedChannel::close);
        channels.clear();
    }
}
