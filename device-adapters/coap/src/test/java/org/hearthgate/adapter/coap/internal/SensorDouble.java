package org.hearthgate.adapter.coap.internal;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;

/** A sensor with one resource, {@code /value}, that tells its observers what a test has it say. */
final class SensorDouble implements AutoCloseable {
    private final CoapServer server;
    private final CoapEndpoint endpoint;
    private final Value value;
    private final String scheme;

    private SensorDouble(CoapEndpoint endpoint, String scheme, boolean observable) {
        this.endpoint = endpoint;
        this.scheme = scheme;
        value = new Value(observable);
        server = new CoapServer(configuration());
        server.addEndpoint(endpoint);
        server.add(value);
        server.start();
    }

    static SensorDouble plain(int port, boolean observable) {
        return new SensorDouble(
                CoapEndpoint.builder()
                        .setConfiguration(configuration())
                        .setInetSocketAddress(Observing.loopback(port))
                        .build(),
                "coap",
                observable);
    }

    static SensorDouble observable() {
        return plain(0, true);
    }

    static SensorDouble secure(String identity, String key) {
        var settings = DtlsConnectorConfig.builder(
                        configuration().set(DtlsConfig.DTLS_ROLE, DtlsConfig.DtlsRole.SERVER_ONLY))
                .setAddress(Observing.loopback(0))
                .setAdvancedPskStore(new AdvancedSinglePskStore(identity, Packs.utf8(key)))
                .build();
        return new SensorDouble(
                CoapEndpoint.builder()
                        .setConfiguration(configuration())
                        .setConnector(new DTLSConnector(settings))
                        .build(),
                "coaps",
                true);
    }

    private static Configuration configuration() {
        return new Configuration(
                        CoapConfig.DEFINITIONS, UdpConfig.DEFINITIONS, SystemConfig.DEFINITIONS, DtlsConfig.DEFINITIONS)
                .set(CoapConfig.NOTIFICATION_CHECK_INTERVAL_COUNT, 1000)
                .set(CoapConfig.NOTIFICATION_CHECK_INTERVAL_TIME, 1000, TimeUnit.SECONDS);
    }

    InetSocketAddress address() {
        return endpoint.getAddress();
    }

    String uri() {
        return scheme + "://127.0.0.1:" + address().getPort() + "/value";
    }

    SensorDouble says(int contentFormat, byte[] payload) {
        value.contentFormat = contentFormat;
        value.payload = payload.clone();
        value.changed();
        return this;
    }

    SensorDouble says(String senmlJson) {
        return says(110, Packs.utf8(senmlJson));
    }

    SensorDouble glucose(int mgPerDl) {
        return says("[{\"n\":\"glucose\",\"u\":\"mg/dL\",\"v\":" + mgPerDl + "}]");
    }

    SensorDouble fresh(int seconds) {
        value.maxAge = seconds;
        return this;
    }

    int observers() {
        return value.getObserverCount();
    }

    void add(CoapResource resource) {
        server.add(resource);
    }

    CoapServer server() {
        return server;
    }

    @Override
    public void close() {
        server.destroy();
    }

    private static final class Value extends CoapResource {
        private volatile int contentFormat;
        private volatile byte[] payload = new byte[0];
        private volatile int maxAge = 60;

        Value(boolean observable) {
            super("value");
            setObservable(observable);
            setObserveType(CoAP.Type.NON);
            if (observable) {
                getAttributes().setObservable();
            }
            getAttributes().setTitle("The value");
            getAttributes().addResourceType("hearthgate.test");
        }

        @Override
        public void handleGET(CoapExchange exchange) {
            var response = new Response(CoAP.ResponseCode.CONTENT);
            response.setPayload(payload);
            response.getOptions().setContentFormat(contentFormat).setMaxAge(maxAge);
            exchange.respond(response);
        }
    }
}
