package org.hearthgate.it;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;

/** Sends readings over CoAP with a bounded number in flight, as many small devices at once would. */
final class CoapSender implements AutoCloseable {
    private static final int SENML_JSON = 110;

    private final CoapEndpoint endpoint;
    private final URI senml;
    private final InetSocketAddress hub;
    private final Semaphore room;
    private final int inFlight;

    CoapSender(URI coap, int inFlight) throws java.io.IOException {
        this.senml = coap.resolve("/senml");
        this.hub = new InetSocketAddress(coap.getHost(), coap.getPort());
        this.inFlight = inFlight;
        this.room = new Semaphore(inFlight);
        // never the file Californium3.properties
        var configuration = new Configuration(CoapConfig.DEFINITIONS, UdpConfig.DEFINITIONS)
                .set(CoapConfig.NSTART, inFlight)
                .set(CoapConfig.ACK_TIMEOUT, 2, TimeUnit.SECONDS)
                .set(CoapConfig.MAX_RETRANSMIT, 6)
                // one socket plays many devices: it may use a message id again sooner than one device would
                .set(CoapConfig.MID_TRACKER, CoapConfig.TrackerMode.NULL)
                .set(CoapConfig.DEDUPLICATOR, CoapConfig.NO_DEDUPLICATOR)
                .set(UdpConfig.UDP_RECEIVER_THREAD_COUNT, 1)
                .set(UdpConfig.UDP_SENDER_THREAD_COUNT, 1)
                .set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1);
        this.endpoint = CoapEndpoint.builder()
                .setConfiguration(configuration)
                .setInetSocketAddress(new InetSocketAddress("127.0.0.1", 0))
                .build();
        endpoint.start();
    }

    /** What became of one request; called on Californium's threads. */
    interface Answered {
        /**
         * @param code null when nothing came back
         * @param nanos since it was sent
         */
        void with(CoAP.ResponseCode code, long nanos);
    }

    /** Sends one pack when there is room; false when there was none within the patience. */
    boolean send(String pack, long patienceMillis, Answered answered) throws InterruptedException {
        if (!room.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) {
            return false;
        }
        Request request = Request.newPost();
        request.setDestinationContext(new AddressEndpointContext(hub));
        request.setURI(senml.toString());
        request.getOptions().setContentFormat(SENML_JSON);
        request.setPayload(pack.getBytes(StandardCharsets.UTF_8));
        long sent = System.nanoTime();
        request.addMessageObserver(new MessageObserverAdapter() {
            @Override
            public void onResponse(Response response) {
                answered.with(response.getCode(), System.nanoTime() - sent);
                room.release();
            }

            @Override
            protected void failed() {
                answered.with(null, System.nanoTime() - sent);
                room.release();
            }
        });
        endpoint.sendRequest(request);
        return true;
    }

    /** Waits until everything sent has been answered or has failed. */
    void drain(LongConsumer millisWaited) throws InterruptedException {
        long begin = System.nanoTime();
        room.acquire(inFlight);
        room.release(inFlight);
        millisWaited.accept((System.nanoTime() - begin) / 1_000_000);
    }

    @Override
    public void close() {
        endpoint.destroy();
    }

    /** {@return a pack with one glucose reading} */
    static String glucose(String deviceUrn, long epochMillis, double mgPerDl) {
        // SenML time is in seconds; three decimals keep the millisecond
        return "[{\"bn\":\"%s\",\"n\":\"glucose\",\"u\":\"mg/dL\",\"v\":%s,\"t\":%d.%03d}]"
                .formatted(deviceUrn, mgPerDl, epochMillis / 1000, epochMillis % 1000);
    }
}
