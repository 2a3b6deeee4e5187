package org.hearthgate.adapter.coap.internal;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.InMemoryMessageExchangeStore;
import org.eclipse.californium.core.network.RandomTokenGenerator;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.RawDataChannel;
import org.eclipse.californium.elements.UDPConnector;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;

/**
 * Californium cut to a home: its defaults are made for clouds with 150,000 peers and would fill a hub's memory. Every queue, table and
 * body that a stranger can make grow has a bound here.
 */
final class CoapSettings {
    /** Largest body; RFC 7252 4.13 beyond. */
    static final int MOST_BODY_OCTETS = 64 * 1024;

    /** Peers with a blockwise transfer or a message-id counter; each transfer holds one body, so this bounds 8 MiB. */
    private static final int MOST_PEERS = 128;

    private static final int MOST_DTLS_CONNECTIONS = 256;
    /** Datagrams that wait for a protocol thread; more are dropped, and CoAP sends again. */
    private static final int MOST_WAITING = 1024;

    private CoapSettings() {}

    /** {@return explicit settings: Californium neither looks for a properties file nor writes one} */
    static Configuration configuration() {
        return new Configuration(
                        CoapConfig.DEFINITIONS, UdpConfig.DEFINITIONS, SystemConfig.DEFINITIONS, DtlsConfig.DEFINITIONS)
                .set(CoapConfig.MAX_ACTIVE_PEERS, MOST_PEERS)
                .set(CoapConfig.MAX_PEER_INACTIVITY_PERIOD, 60, TimeUnit.SECONDS)
                .set(CoapConfig.MAX_RESOURCE_BODY_SIZE, MOST_BODY_OCTETS)
                .set(CoapConfig.PREFERRED_BLOCK_SIZE, 1024)
                .set(CoapConfig.MAX_MESSAGE_SIZE, 1024)
                .set(CoapConfig.BLOCKWISE_STATUS_LIFETIME, 30, TimeUnit.SECONDS)
                .set(CoapConfig.USE_MESSAGE_OFFLOADING, true)
                .set(CoapConfig.MAX_SERVER_OBSERVES, 1)
                .set(UdpConfig.UDP_RECEIVER_THREAD_COUNT, 1)
                .set(UdpConfig.UDP_SENDER_THREAD_COUNT, 1)
                .set(UdpConfig.UDP_CONNECTOR_OUT_CAPACITY, MOST_WAITING)
                .set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY)
                .set(DtlsConfig.DTLS_CIPHER_SUITES, CIPHERS)
                .set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1)
                .set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1)
                .set(DtlsConfig.DTLS_MAX_CONNECTIONS, MOST_DTLS_CONNECTIONS)
                .set(DtlsConfig.DTLS_STALE_CONNECTION_THRESHOLD, 60, TimeUnit.SECONDS)
                .set(DtlsConfig.DTLS_MAX_PENDING_INBOUND_JOBS, MOST_WAITING)
                .set(DtlsConfig.DTLS_MAX_PENDING_OUTBOUND_JOBS, MOST_WAITING)
                // no resumption: a changed key must end what the old one began, and a PSK handshake is cheap
                .set(DtlsConfig.DTLS_SERVER_USE_SESSION_ID, false);
    }

    /** Forward secrecy first; plain PSK with CCM-8 is what every small device has. */
    private static final List<CipherSuite> CIPHERS = List.of(
            CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CCM_SHA256,
            CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256,
            CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_PSK_WITH_AES_128_CCM,
            CipherSuite.TLS_PSK_WITH_AES_128_CCM_8);

    static CoapEndpoint plain(InetSocketAddress address, ScheduledThreadPoolExecutor stage) {
        Configuration configuration = configuration();
        return endpoint(configuration, new UDPConnector(address, configuration) {
            @Override
            public void setRawDataReceiver(RawDataChannel receiver) {
                super.setRawDataReceiver(bounded(receiver, stage));
            }
        });
    }

    static DTLSConnector secureConnector(
            InetSocketAddress address, PersonKeys keys, ScheduledThreadPoolExecutor stage) {
        DtlsConnectorConfig settings = DtlsConnectorConfig.builder(configuration())
                .setAddress(address)
                .setAdvancedPskStore(keys)
                .build();
        return new DTLSConnector(settings) {
            @Override
            public void setRawDataReceiver(RawDataChannel receiver) {
                super.setRawDataReceiver(bounded(receiver, stage));
            }
        };
    }

    /** {@return a connector that shakes hands with sensors by their keys, and that nobody can knock at} */
    static DTLSConnector clientConnector(SensorKeys keys, ScheduledThreadPoolExecutor stage) {
        DtlsConnectorConfig settings = DtlsConnectorConfig.builder(
                        configuration().set(DtlsConfig.DTLS_ROLE, DtlsRole.CLIENT_ONLY))
                .setAddress(new InetSocketAddress(0))
                .setAdvancedPskStore(keys)
                .build();
        return new DTLSConnector(settings) {
            @Override
            public void setRawDataReceiver(RawDataChannel receiver) {
                super.setRawDataReceiver(bounded(receiver, stage));
            }
        };
    }

    static CoapEndpoint secure(DTLSConnector connector) {
        return endpoint(configuration(), connector);
    }

    private static RawDataChannel bounded(RawDataChannel receiver, ScheduledThreadPoolExecutor stage) {
        return datagram -> {
            if (stage.getQueue().size() < MOST_WAITING) {
                receiver.receiveData(datagram);
            }
        };
    }

    private static CoapEndpoint endpoint(Configuration configuration, Connector connector) {
        var tokens = new RandomTokenGenerator(configuration);
        var exchanges = new InMemoryMessageExchangeStore(configuration, tokens);
        exchanges.setDeduplicator(new RecentMessages(
                configuration.get(CoapConfig.EXCHANGE_LIFETIME, TimeUnit.MILLISECONDS), System::nanoTime));
        return CoapEndpoint.builder()
                .setConfiguration(configuration)
                .setConnector(connector)
                .setTokenGenerator(tokens)
                .setMessageExchangeStore(exchanges)
                .build();
    }
}
