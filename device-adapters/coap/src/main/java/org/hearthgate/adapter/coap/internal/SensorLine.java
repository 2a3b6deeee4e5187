package org.hearthgate.adapter.coap.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.DtlsEndpointContext;
import org.eclipse.californium.elements.MapBasedEndpointContext;
import org.hearthgate.adapter.coap.internal.observe.Line;
import org.hearthgate.adapter.coap.internal.observe.Notice;
import org.hearthgate.adapter.coap.internal.observe.Watch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says to one sensor over the network what its {@link Watch} wants said. */
final class SensorLine implements Line, CoapClients.Ear {
    private static final Logger LOG = LoggerFactory.getLogger(SensorLine.class);
    private static final Duration SHORTEST_MAX_AGE = Duration.ofSeconds(1);
    private static final Duration LONGEST_MAX_AGE = Duration.ofDays(1);

    private final CoapClients clients;
    private final URI uri;
    private final boolean confirmable;
    private final OptionalInt accept;
    private final Optional<Key> key;
    private volatile Watch watch;
    private volatile Token token = Token.EMPTY;
    private volatile Optional<InetSocketAddress> peer = Optional.empty();
    private volatile Optional<Request> underWay = Optional.empty();

    /** As whom, and with which key, the hub comes. */
    record Key(String identity, String secret) {
        /** Names no secret: this ends up in logs. */
        @Override
        public String toString() {
            return identity;
        }
    }

    SensorLine(CoapClients clients, URI uri, boolean confirmable, OptionalInt accept, Optional<Key> key) {
        this.clients = clients;
        this.uri = uri;
        this.confirmable = confirmable;
        this.accept = accept;
        this.key = key;
    }

    /** Names who is told; before anything is said. */
    void to(Watch listener) {
        watch = listener;
    }

    @Override
    public void register() {
        if (token.isEmpty()) {
            token = clients.observationToken();
        }
        Token mine = token;
        clients.execute(() -> {
            Request request = request(mine);
            request.setObserve();
            request.addMessageObserver(new Answers(mine));
            underWay = Optional.of(request);
            send(request, mine);
        });
    }

    private Request request(Token under) {
        Request request = new Request(CoAP.Code.GET, confirmable ? CoAP.Type.CON : CoAP.Type.NON);
        request.setToken(under);
        accept.ifPresent(request.getOptions()::setAccept);
        return request;
    }

    private void send(Request request, Token mine) {
        try {
            request.setURI(uri);
            InetSocketAddress address = request.getDestinationContext().getPeerAddress();
            key.ifPresent(one -> clients.keys().put(address, one.identity(), one.secret()));
            peer = Optional.of(address);
            clients.endpoint(key.isPresent()).sendRequest(request);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            LOG.debug("Cannot send to {}", uri, e);
            away(mine, "nothing can be sent to " + uri + "; check its name and the network");
        }
    }

    private void away(Token mine, String why) {
        if (mine.equals(token)) {
            watch.failed(why, clients.clock().elapsed());
        }
    }

    @Override
    public void cancel() {
        Token mine = token;
        if (mine.isEmpty()) {
            return;
        }
        token = Token.EMPTY;
        clients.execute(() -> {
            try {
                CoapEndpoint endpoint = clients.endpoint(key.isPresent());
                underWay.ifPresent(Request::cancel); // it would keep the token to itself
                endpoint.cancelObservation(
                        mine); // from now on the next notification is rejected: RFC 7641, section 3.6
                endpoint.sendRequest(farewell(mine));
            } catch (IOException | IllegalArgumentException | IllegalStateException e) {
                LOG.debug("Cannot take leave of {}", uri, e);
                hangUp();
            }
        });
    }

    private Request farewell(Token under) {
        Request last = request(under);
        last.setURI(uri);
        last.setObserveCancel();
        if (key.isPresent()) {
            // a sensor that has no session with us has no observation of ours either: nothing to shake hands for
            last.setDestinationContext(MapBasedEndpointContext.addEntries(
                    last.getDestinationContext(), DtlsEndpointContext.ATTRIBUTE_HANDSHAKE_MODE_NONE));
            last.addMessageObserver(new Farewell());
        }
        return last;
    }

    private void hangUp() {
        if (key.isPresent()) {
            peer.ifPresent(clients::hangUp);
        }
    }

    @Override
    public void notified(Token of, Response response) {
        if (of.equals(token)) {
            watch.notified(notice(response), clients.clock().elapsed());
        }
    }

    private static Notice notice(Response response) {
        OptionSet options = response.getOptions();
        Duration age = Duration.ofSeconds(options.getMaxAge());
        age = age.compareTo(SHORTEST_MAX_AGE) < 0 ? SHORTEST_MAX_AGE : age;
        byte[] payload = response.getPayload();
        return new Notice(
                options.hasObserve() ? OptionalInt.of(options.getObserve()) : OptionalInt.empty(),
                age.compareTo(LONGEST_MAX_AGE) > 0 ? LONGEST_MAX_AGE : age,
                options.hasContentFormat() ? OptionalInt.of(options.getContentFormat()) : OptionalInt.empty(),
                payload == null ? new byte[0] : payload);
    }

    /** Hears what becomes of one registration. */
    private final class Answers extends MessageObserverAdapter {
        private final Token mine;

        Answers(Token mine) {
            this.mine = mine;
        }

        @Override
        public void onResponse(Response response) {
            if (!mine.equals(token)) {
                return;
            }
            if (response.isSuccess()) {
                watch.answered(notice(response), clients.clock().elapsed());
            } else {
                away(mine, "it answers " + response.getCode() + "; check the path and whether it may be read");
            }
        }

        @Override
        public void onTimeout() {
            away(mine, "it does not answer; check its power and its address");
        }

        @Override
        public void onReject() {
            away(mine, "it rejects what it is asked; check that " + uri + " is a CoAP resource");
        }

        @Override
        public void onSendError(Throwable error) {
            away(mine, "nothing reaches " + uri + "; check the network and, over coaps, its key");
        }
    }

    /** Ends the session once the last word is out, not before: it would be lost with it. */
    private final class Farewell extends MessageObserverAdapter {
        private final AtomicBoolean over = new AtomicBoolean();

        @Override
        public void onSent(boolean again) {
            once();
        }

        @Override
        protected void failed() {
            once();
        }

        /** What comes of it later must not end the session that was begun since. */
        private void once() {
            if (over.compareAndSet(false, true)) {
                hangUp();
            }
        }
    }
}
