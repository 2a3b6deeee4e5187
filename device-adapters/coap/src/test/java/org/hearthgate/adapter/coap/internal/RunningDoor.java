package org.hearthgate.adapter.coap.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
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
import org.hearthgate.api.hub.HubEndpoint;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.testkit.ManualClock;
import org.osgi.util.converter.Converters;

/** The real server on free ports of this machine, and real clients to knock at it. */
final class RunningDoor implements AutoCloseable {
    static final String ANNAS_KEY = "sixteen-octets-or-more";
    static final String BENS_KEY = "another-sixteen-octets";
    static final String ANNAS_SENSOR = Packs.DEVICE;
    static final String BENS_SENSOR = "urn:dev:mac:0024befffe804ff2:";
    private static final Logger CALIFORNIUM = Logger.getLogger("org.eclipse.californium");

    static {
        CALIFORNIUM.setLevel(Level.SEVERE);
    }

    final ManualClock clock = new ManualClock(Packs.NOON);
    final List<HubEndpoint> announced = new CopyOnWriteArrayList<>();
    final CompletableFuture<HubEndpoint> plainAnnounced = new CompletableFuture<>();
    final CoapDoor door;
    private final List<CoapEndpoint> clients = new ArrayList<>();

    RunningDoor(ObservationSink sink) {
        this(sink, 0);
    }

    RunningDoor(ObservationSink sink, int plainPort) {
        door = new CoapDoor(Optional.of(loopback(plainPort)), loopback(0), sink, clock, endpoint -> {
            announced.add(endpoint);
            if (endpoint.name().equals("coap")) {
                plainAnnounced.complete(endpoint);
            }
            return () -> announced.remove(endpoint);
        });
        door.add(device("anna", ANNAS_SENSOR, ANNAS_KEY));
        door.add(device("ben", BENS_SENSOR, BENS_KEY));
        door.open();
    }

    static CoapDevice device(String person, String urn, String key) {
        return device(person, urn, key, "");
    }

    static CoapDevice device(String person, String urn, String key, String identity) {
        return new CoapDevice(Converters.standardConverter()
                .convert(Map.of("person", person, "deviceUrn", urn, ".psk", key, "identity", identity))
                .to(CoapDevice.Config.class));
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    URI plain() {
        return door.plain().orElseThrow().uri().orElseThrow();
    }

    URI secure() {
        return door.secure().uri().orElseThrow();
    }

    /** A device that speaks plain CoAP. */
    CoapEndpoint client() {
        return started(CoapEndpoint.builder()
                .setConfiguration(clientSettings())
                .setInetSocketAddress(loopback(0))
                .build());
    }

    /** A device that speaks CoAPS and believes in this identity and key. */
    CoapEndpoint client(String identity, String key) {
        var settings = DtlsConnectorConfig.builder(clientSettings()
                        .set(DtlsConfig.DTLS_ROLE, DtlsConfig.DtlsRole.CLIENT_ONLY)
                        .set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, 200, TimeUnit.MILLISECONDS)
                        .set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, 1))
                .setAddress(loopback(0))
                .setAdvancedPskStore(new AdvancedSinglePskStore(identity, Packs.utf8(key)))
                .build();
        return started(CoapEndpoint.builder()
                .setConfiguration(clientSettings())
                .setConnector(new DTLSConnector(settings))
                .build());
    }

    private static Configuration clientSettings() {
        return new Configuration(
                        CoapConfig.DEFINITIONS, UdpConfig.DEFINITIONS, SystemConfig.DEFINITIONS, DtlsConfig.DEFINITIONS)
                .set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 16 * 1024 * 1024)
                .set(CoapConfig.PREFERRED_BLOCK_SIZE, 1024)
                .set(CoapConfig.BLOCKWISE_ENTITY_TOO_LARGE_AUTO_FAILOVER, false);
    }

    private CoapEndpoint started(CoapEndpoint endpoint) {
        try {
            endpoint.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        clients.add(endpoint);
        return endpoint;
    }

    static Request post(URI server, byte[] body, int contentFormat) {
        Request request = Request.newPost();
        request.setURI(server.resolve("/senml"));
        request.setPayload(body);
        request.getOptions().setContentFormat(contentFormat);
        return request;
    }

    /** {@return the answer, or null after five seconds of silence} */
    static Response ask(CoapEndpoint client, Request request) throws InterruptedException {
        return request.send(client).waitForResponse(5000);
    }

    @Override
    public void close() {
        clients.forEach(CoapEndpoint::destroy);
        door.close();
    }
}
