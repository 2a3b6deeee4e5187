package org.hearthgate.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;

/** One device that posts whatever it is told to, well formed or not, and waits for the answer; over CoAP or CoAPS. */
final class CoapCaller implements AutoCloseable {
    static final int JSON = 110;
    static final int CBOR = 112;

    private static final long PATIENCE_MILLIS = 5_000;

    private final CoapEndpoint endpoint;
    private final URI hub;

    private CoapCaller(CoapEndpoint endpoint, URI hub) throws IOException {
        this.endpoint = endpoint;
        this.hub = hub;
        endpoint.start();
    }

    /** What came back. */
    record Answer(CoAP.ResponseCode code, String text) {}

    static CoapCaller plain(URI hub) throws IOException {
        return new CoapCaller(
                CoapEndpoint.builder()
                        .setConfiguration(settings())
                        .setInetSocketAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .build(),
                hub);
    }

    /** A device that believes in this identity and key. */
    static CoapCaller secure(URI hub, String identity, String key) throws IOException {
        var dtls = DtlsConnectorConfig.builder(settings()
                        .set(DtlsConfig.DTLS_ROLE, DtlsConfig.DtlsRole.CLIENT_ONLY)
                        .set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, 200, TimeUnit.MILLISECONDS)
                        .set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, 1))
                .setAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .setAdvancedPskStore(new AdvancedSinglePskStore(identity, key.getBytes(StandardCharsets.UTF_8)))
                .build();
        return new CoapCaller(
                CoapEndpoint.builder()
                        .setConfiguration(settings())
                        .setConnector(new DTLSConnector(dtls))
                        .build(),
                hub);
    }

    private static Configuration settings() {
        return new Configuration(
                        CoapConfig.DEFINITIONS, UdpConfig.DEFINITIONS, SystemConfig.DEFINITIONS, DtlsConfig.DEFINITIONS)
                .set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 16 * 1024 * 1024)
                .set(CoapConfig.PREFERRED_BLOCK_SIZE, 1024)
                .set(CoapConfig.MAX_RETRANSMIT, 2)
                .set(CoapConfig.BLOCKWISE_ENTITY_TOO_LARGE_AUTO_FAILOVER, false)
                .set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1);
    }

    /** {@return the answer; empty when none came} */
    Optional<Answer> post(int contentFormat, byte[] body) throws InterruptedException {
        Request request = Request.newPost();
        request.setURI(hub.resolve("/senml"));
        request.getOptions().setContentFormat(contentFormat);
        request.setPayload(body);
        endpoint.sendRequest(request);
        Response response = request.waitForResponse(PATIENCE_MILLIS);
        request.cancel();
        return Optional.ofNullable(response).map(one -> new Answer(one.getCode(), one.getPayloadString()));
    }

    /** {@return the answer to a pack of SenML JSON} */
    Answer json(String pack) throws InterruptedException {
        return post(JSON, pack.getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new AssertionError("no answer to " + pack));
    }

    @Override
    public void close() {
        endpoint.destroy();
    }
}
