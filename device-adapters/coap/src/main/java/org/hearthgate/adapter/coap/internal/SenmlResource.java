package org.hearthgate.adapter.coap.internal;

import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /senml}. No thread waits for a commit: a fast one is answered with the acknowledgement itself, a slow one is acknowledged
 * first, so that the device does not send again, and answered when it is through.
 */
final class SenmlResource extends CoapResource {
    private static final Logger LOG = LoggerFactory.getLogger(SenmlResource.class);
    /** Well before the 2 s after which a device sends again. */
    private static final long ACKNOWLEDGE_AFTER_MILLIS = 500;

    private static final long GIVE_UP_AFTER_MILLIS = 45_000;
    private static final int MOST_IN_FLIGHT = 1024;
    private static final Duration WHEN_FULL = Duration.ofSeconds(5);

    private final SenmlIntake intake;
    private final ScheduledExecutorService timer;
    private final AtomicInteger inFlight;

    /**
     * @param timer for late acknowledgements
     * @param inFlight counts what waits for its commit, over all endpoints together
     */
    SenmlResource(SenmlIntake intake, ScheduledExecutorService timer, AtomicInteger inFlight) {
        super("senml");
        this.intake = intake;
        this.timer = timer;
        this.inFlight = inFlight;
        getAttributes().setTitle("Measurements, as SenML");
        getAttributes().addResourceType("hearthgate.senml");
        for (SenmlFormat format : SenmlFormat.values()) {
            getAttributes().addContentType(format.contentFormat());
        }
    }

    @Override
    public void handlePOST(CoapExchange exchange) {
        if (inFlight.incrementAndGet() > MOST_IN_FLIGHT) {
            inFlight.decrementAndGet();
            exchange.respond(SenmlAnswer.busy(WHEN_FULL).toResponse());
            return;
        }
        Executor own = exchange.advanced()::execute;
        CompletableFuture<SenmlAnswer> answer;
        try {
            answer = receive(exchange, own);
        } catch (RuntimeException e) { // the edge: a device gets an answer and no stack trace
            LOG.error("A SenML request failed", e);
            answer = CompletableFuture.completedFuture(
                    SenmlAnswer.refusal(ResponseCode.INTERNAL_SERVER_ERROR, "the hub failed; send it again later"));
        }
        Optional<ScheduledFuture<?>> late =
                answer.isDone() ? Optional.empty() : Optional.of(onceLate(exchange, answer));
        answer.whenCompleteAsync(
                (result, failure) -> {
                    late.ifPresent(task -> task.cancel(false));
                    inFlight.decrementAndGet();
                    if (failure != null) {
                        LOG.error("An answer to a SenML request failed", failure);
                    }
                    exchange.respond(
                            failure == null
                                    ? result.toResponse()
                                    : SenmlAnswer.busy(WHEN_FULL).toResponse());
                },
                own);
    }

    private CompletableFuture<SenmlAnswer> receive(CoapExchange exchange, Executor own) {
        byte[] body = exchange.getRequestPayload();
        // the exchange is remembered for minutes to recognise a repetition; its body is not needed for that
        exchange.advanced().getRequest().setPayload(new byte[0]);
        int contentFormat = exchange.getRequestOptions().getContentFormat();
        return intake.take(
                body == null ? new byte[0] : body,
                contentFormat < 0 ? OptionalInt.empty() : OptionalInt.of(contentFormat),
                identity(exchange),
                own);
    }

    private static Optional<String> identity(CoapExchange exchange) {
        Principal peer = exchange.advanced().getRequest().getSourceContext().getPeerIdentity();
        return peer instanceof PreSharedKeyIdentity key ? Optional.of(key.getIdentity()) : Optional.empty();
    }

    private ScheduledFuture<?> onceLate(CoapExchange exchange, CompletableFuture<SenmlAnswer> answer) {
        return timer.schedule(
                () -> {
                    exchange.advanced().execute(exchange::accept);
                    var givenUp = timer.schedule(
                            () -> answer.complete(SenmlAnswer.busy(WHEN_FULL)),
                            GIVE_UP_AFTER_MILLIS,
                            TimeUnit.MILLISECONDS);
                    answer.whenComplete((result, failure) -> givenUp.cancel(false));
                },
                ACKNOWLEDGE_AFTER_MILLIS,
                TimeUnit.MILLISECONDS);
    }
}
