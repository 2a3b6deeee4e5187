package org.hearthgate.nightscout.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
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

/**
 * Takes posted entries into the record and answers after the durable commit. A bad document does not cost the good ones beside it: the
 * answer has one element for each document sent, in order, because Loop sends a batch again for ever if the count differs; a refused
 * one has no {@code _id} and says why.
 */
final class EntryUpload {
    private static final Logger LOG = LoggerFactory.getLogger(EntryUpload.class);
    /** One broken client must not push everything else out of the quarantine. */
    private static final int MOST_QUARANTINED = 20;

    private static final int MOST_REASONS = 100;

    private final ObservationSink sink;
    private final HubClock clock;
    private final UploadBody body;
    private final BodyBudget budget;

    EntryUpload(ObservationSink sink, HubClock clock, UploadBody body, BodyBudget budget) {
        this.sink = sink;
        this.clock = clock;
        this.body = body;
        this.budget = budget;
    }

    /**
     * {@return the answer, once the commit is durable} Its completion does next to nothing, because it happens on the pipeline's thread;
     * the work is in writing it.
     */
    CompletableFuture<Answer> take(PersonId person, SiteRequest request) {
        var lease = budget.lease();
        boolean submitted = false;
        try {
            EntryBatch batch = read(person, request, lease);
            List<Observation> observations = batch.observations();
            CompletableFuture<List<Receipt>> receipts =
                    observations.isEmpty() ? CompletableFuture.completedFuture(List.of()) : sink.submit(observations);
            submitted = true;
            return receipts.handle((kept, failure) -> {
                lease.close();
                return failure == null ? answer(batch, kept) : failed(failure);
            });
        } finally {
            if (!submitted) {
                lease.close();
            }
        }
    }

    private EntryBatch read(PersonId person, SiteRequest request, BodyBudget.Lease lease) {
        Instant now = clock.now();
        var quarantined = new AtomicInteger();
        try (InputStream in = body.open(request, lease::growTo)) {
            return EntryBatch.read(in, new EntryDecoder(person, now), (document, reason) -> {
                if (quarantined.incrementAndGet() <= MOST_QUARANTINED) {
                    sink.quarantine(new Quarantined(
                            now,
                            EntryDecoder.ADAPTER,
                            document.path("device").asText(""),
                            Optional.of(person),
                            reason,
                            RawForm.ofText(EntryDecoder.RAW_TYPE, document.toString())));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the client went away while it was sending", e);
        }
    }

    private static Answer answer(EntryBatch batch, List<Receipt> receipts) {
        boolean anyKept = receipts.stream().anyMatch(Receipt::kept);
        if (!anyKept && !batch.documents().isEmpty()) {
            return refusal(batch, receipts);
        }
        return Answer.json(200, json -> {
            json.writeStartArray();
            Iterator<Receipt> next = receipts.iterator();
            for (EntryDecoder.Decoded decoded : batch.documents()) {
                json.writeTree(element(decoded, next));
            }
            json.writeEndArray();
        });
    }

    private static JsonNode element(EntryDecoder.Decoded decoded, Iterator<Receipt> receipts) {
        Optional<String> reason = refusedBecause(decoded, receipts);
        if (reason.isEmpty() && decoded instanceof EntryDecoder.Decoded.Taken taken) {
            return EntryDocument.of(taken.observation(), Optional::empty).orElseThrow();
        }
        return WireJson.MAPPER.createObjectNode().put("isValid", false).put("refused", reason.orElse(""));
    }

    private static Optional<String> refusedBecause(EntryDecoder.Decoded decoded, Iterator<Receipt> receipts) {
        if (decoded instanceof EntryDecoder.Decoded.Refused refused) {
            return Optional.of(refused.reason());
        }
        return receipts.next() instanceof Receipt.Refused refused ? Optional.of(refused.message()) : Optional.empty();
    }

    private static Answer refusal(EntryBatch batch, List<Receipt> receipts) {
        var reasons = new ArrayList<String>();
        Iterator<Receipt> next = receipts.iterator();
        batch.documents().forEach(decoded -> refusedBecause(decoded, next).ifPresent(reasons::add));
        ObjectNode tree = Answer.errorTree(
                422,
                "Unprocessable Entity",
                "none of the " + reasons.size() + " entries can be taken; the first because: " + reasons.get(0));
        ArrayNode list = tree.putArray("refused");
        for (int i = 0; i < Math.min(MOST_REASONS, reasons.size()); i++) {
            list.addObject().put("index", i).put("reason", reasons.get(i));
        }
        return Answer.json(422, tree);
    }

    private static Answer failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof SinkBusyException busy) {
            long seconds = Math.max(1, (busy.retryAfter().toMillis() + 999) / 1000);
            return Answer.busy(seconds, "the hub cannot store this now; nothing was taken, send it again later");
        }
        LOG.error("Posted entries could not be stored; the phone was told to send them again", cause);
        return Answer.error(
                500, "Internal Server Error", "nothing was taken; the hub's log says why. Send it again later");
    }
}
