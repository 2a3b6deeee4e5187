package org.hearthgate.adapter.coap.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One body's way from octets to an answer: who is it, what does it say, is it kept. Knows nothing of messages, blocks and retries. */
final class SenmlIntake {
    private static final Logger LOG = LoggerFactory.getLogger(SenmlIntake.class);
    /** Of one pack; a single wrong device must not push everything else out of the quarantine. */
    private static final int MOST_QUARANTINED = 100;

    /** Of one pack. */
    private static final int MOST_STRANGERS = 32;

    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(30);

    private final DeviceBook book;
    private final HeardDevices heard;
    private final Strangers strangers;
    private final ObservationSink sink;
    private final HubClock clock;
    /** So that a failing store is one line when it begins and one when it ends, not one per reading. */
    private final AtomicBoolean failing = new AtomicBoolean();

    SenmlIntake(DeviceBook book, HeardDevices heard, Strangers strangers, ObservationSink sink, HubClock clock) {
        this.book = book;
        this.heard = heard;
        this.strangers = strangers;
        this.sink = sink;
        this.clock = clock;
    }

    /**
     * Takes what can be taken.
     *
     * @param contentFormat as the device stated it
     * @param identity the DTLS-PSK identity; empty over plain CoAP
     * @param executor where the answer is made once the commit is through
     * @return completes after the durable commit, never exceptionally
     */
    CompletableFuture<SenmlAnswer> take(
            byte[] body, OptionalInt contentFormat, Optional<String> identity, Executor executor) {
        Optional<SenmlFormat> format =
                contentFormat.isEmpty() ? Optional.empty() : SenmlFormat.ofContentFormat(contentFormat.getAsInt());
        if (format.isEmpty()) {
            return done(SenmlAnswer.refusal(
                    ResponseCode.UNSUPPORTED_CONTENT_FORMAT,
                    "set Content-Format to 110 (SenML JSON) or 112 (SenML CBOR)"));
        }
        Optional<DeviceBook.Caller> known = identity.flatMap(book::caller);
        if (identity.isPresent() && known.isEmpty()) {
            return done(unauthorized());
        }
        Optional<PersonId> caller = known.map(DeviceBook.Caller::person);
        Instant now = clock.now();
        SenmlPack pack;
        try {
            pack = SenmlDecoder.decode(body, format.get(), now);
        } catch (SenmlException e) {
            quarantine(now, "", caller, e.getMessage(), new RawForm(format.get().mediaType(), body));
            return done(SenmlAnswer.refusal(ResponseCode.BAD_REQUEST, e.getMessage()));
        }
        boolean mayCome = pack.records().stream().allMatch(senml -> mayCome(senml.device(), known));
        pack.records().stream()
                .filter(senml -> book.ownerOf(senml.device()).isEmpty())
                .limit(MOST_STRANGERS)
                .forEach(senml -> strangers.heard(senml, now, mayCome));
        if (!mayCome) {
            return done(unauthorized());
        }
        Function<String, PersonId> personOf =
                urn -> caller.or(() -> book.ownerOf(urn)).orElseThrow();
        Lwm2mRecords.Result plain = Lwm2mRecords.translate(pack.records());
        SenmlObservations.Result result = plain.doubting(SenmlObservations.of(plain.records(), personOf, now));
        var refused = new ArrayList<>(pack.refused());
        refused.addAll(plain.refused());
        refused.addAll(result.refused());
        refused.sort(Comparator.comparingInt(SenmlRefusal::position));
        refused.stream()
                .limit(MOST_QUARANTINED)
                .forEach(one -> quarantine(
                        now, one.name(), caller.or(() -> book.ownerOf(one.name())), one.reason(), one.raw()));
        if (result.made().isEmpty()) {
            // a device may tell of itself alone: nothing to keep, nothing to blame
            return done(refused.isEmpty() ? SenmlAnswer.taken(0, refused) : SenmlAnswer.nothingTaken(refused));
        }
        return commit(result.made(), refused, executor);
    }

    private CompletableFuture<SenmlAnswer> commit(
            List<SenmlObservations.Made> made, List<SenmlRefusal> refused, Executor executor) {
        List<Observation> observations =
                made.stream().map(SenmlObservations.Made::observation).toList();
        CompletableFuture<List<Receipt>> commit;
        try {
            commit = sink.submit(observations);
        } catch (RuntimeException e) {
            commit = CompletableFuture.failedFuture(e);
        }
        return commit.handleAsync(
                (receipts, failure) -> failure == null ? committed(made, receipts, refused) : failed(failure),
                executor);
    }

    private SenmlAnswer committed(
            List<SenmlObservations.Made> made, List<Receipt> receipts, List<SenmlRefusal> refusedBefore) {
        if (failing.compareAndSet(true, false)) {
            LOG.info("The hub keeps what devices send over CoAP again");
        }
        var refused = new ArrayList<>(refusedBefore);
        int taken = 0;
        for (int i = 0; i < made.size(); i++) {
            if (receipts.get(i) instanceof Receipt.Refused no) {
                for (SenmlRecord senml : made.get(i).records()) {
                    refused.add(new SenmlRefusal(senml.position(), senml.name(), no.message(), senml.raw()));
                }
            } else {
                taken += made.get(i).records().size();
                heard.heard(made.get(i).observation());
            }
        }
        refused.sort(Comparator.comparingInt(SenmlRefusal::position));
        return taken == 0 ? SenmlAnswer.nothingTaken(refused) : SenmlAnswer.taken(taken, refused);
    }

    private SenmlAnswer failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof SinkBusyException busy) {
            return SenmlAnswer.busy(busy.retryAfter());
        }
        if (failing.compareAndSet(false, true)) {
            LOG.error("The hub cannot keep what devices send over CoAP; they are told to send it again", cause);
        }
        return new SenmlAnswer(
                ResponseCode.INTERNAL_SERVER_ERROR,
                "the hub failed to keep this; send the same again later",
                Optional.of(AFTER_A_FAILURE));
    }

    /** Over CoAPS every device is its key's, unless it is configured as somebody else's; over plain CoAP only configured ones come in. */
    private boolean mayCome(String urn, Optional<DeviceBook.Caller> caller) {
        Optional<PersonId> owner = book.ownerOf(urn);
        return caller.map(one -> one.mayNameDevice(urn)
                        && (owner.isEmpty() || owner.get().equals(one.person())))
                .orElse(owner.isPresent());
    }

    private void quarantine(Instant at, String source, Optional<PersonId> person, String reason, RawForm raw) {
        sink.quarantine(new Quarantined(
                at, SenmlObservations.ADAPTER, source.isEmpty() ? "a CoAP device" : source, person, reason, raw));
    }

    private static SenmlAnswer unauthorized() {
        return SenmlAnswer.refusal(
                ResponseCode.UNAUTHORIZED, "this hub does not know that device; pair it first, or check its key");
    }

    private static CompletableFuture<SenmlAnswer> done(SenmlAnswer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
