package org.hearthgate.adapter.coap.internal;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.ServerMessageDeliverer;
import org.eclipse.californium.core.server.resources.DiscoveryResource;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import org.eclipse.californium.elements.util.DaemonThreadFactory;
import org.eclipse.californium.scandium.DTLSConnector;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.device.HeardDevice;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.hub.HubEndpoint;
import org.hearthgate.api.ingest.ObservationSink;

/** The whole of the adapter without OSGi: the threads, the two listeners, and what stands behind them. */
final class CoapDoor implements AutoCloseable {
    private static final int STAGE_THREADS = 2;

    private final DeviceBook book = new DeviceBook();
    private final HeardDevices heard = new HeardDevices();
    private final Strangers strangers = new Strangers();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final HubClock clock;
    private final SenmlIntake intake;
    private final ScheduledThreadPoolExecutor stage;
    private final ScheduledThreadPoolExecutor timer;
    private final Optional<CoapListener> plain;
    private final CoapListener secure;

    /**
     * @param plainAddress where to listen without encryption; empty for nowhere
     * @param announce tells the hub an address; returns what withdraws it
     */
    CoapDoor(
            Optional<InetSocketAddress> plainAddress,
            InetSocketAddress secureAddress,
            ObservationSink sink,
            HubClock clock,
            Function<HubEndpoint, Runnable> announce) {
        this.clock = clock;
        intake = new SenmlIntake(book, heard, strangers, sink, clock);
        stage = pool(STAGE_THREADS, "coap-stage#");
        timer = pool(1, "coap-timer#");
        var keys = new PersonKeys(book);
        plain = plainAddress.map(address ->
                new CoapListener("coap", address, () -> ready(CoapSettings.plain(address, stage)), timer, announce));
        secure = new CoapListener(
                "coaps",
                secureAddress,
                () -> ready(CoapSettings.secure(CoapSettings.secureConnector(secureAddress, keys, stage))),
                timer,
                announce);
    }

    private static ScheduledThreadPoolExecutor pool(int threads, String name) {
        var pool = new ScheduledThreadPoolExecutor(threads, new DaemonThreadFactory(name));
        pool.setRemoveOnCancelPolicy(true);
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return pool;
    }

    private CoapEndpoint ready(CoapEndpoint endpoint) {
        var root = new CoapResource("");
        var wellKnown = new CoapResource(".well-known");
        wellKnown.setVisible(false);
        wellKnown.add(new DiscoveryResource(root));
        root.add(wellKnown, new SenmlResource(intake, timer, inFlight));
        endpoint.setMessageDeliverer(new ServerMessageDeliverer(root, null));
        endpoint.setExecutors(stage, timer);
        return endpoint;
    }

    void open() {
        plain.ifPresent(CoapListener::open);
        secure.open();
    }

    void add(CoapDevice device) {
        book.add(device);
    }

    void remove(CoapDevice device) {
        book.remove(device);
        dropConnections(device.identity());
    }

    /** A session outlives the key it began with; so it ends with it. A device whose key still holds just shakes hands again. */
    private void dropConnections(String identity) {
        secure.endpoint()
                .map(CoapEndpoint::getConnector)
                .map(DTLSConnector.class::cast)
                .ifPresent(connector -> {
                    var dropped = connector.startDropConnectionsForPrincipal(new PreSharedKeyIdentity(identity));
                    assert dropped != null : "runs on the connector's own thread; nothing waits for it";
                });
    }

    List<DeviceStatus> devices() {
        return heard.statuses(book.devices(), clock.now());
    }

    /** {@return devices that spoke and that nobody has configured} */
    List<HeardDevice> strangers() {
        return strangers.heard(book);
    }

    void forgetStranger(String urn) {
        strangers.forget(urn);
    }

    Optional<CoapListener> plain() {
        return plain;
    }

    CoapListener secure() {
        return secure;
    }

    Health health() {
        Optional<String> secureTrouble = secure.trouble();
        if (secureTrouble.isPresent()) {
            return Health.failed(secureTrouble.get());
        }
        Optional<String> plainTrouble = plain.flatMap(CoapListener::trouble);
        if (plainTrouble.isPresent()) {
            return Health.warn(plainTrouble.get());
        }
        if (book.keysDisagree()) {
            return Health.warn(
                    "Devices with one identity are configured with two different keys and only one opens; give them the same .psk, "
                            + "or each an identity of its own");
        }
        var addresses = new ArrayList<String>();
        plain.flatMap(CoapListener::uri).ifPresent(uri -> addresses.add(uri.toString()));
        secure.uri().ifPresent(uri -> addresses.add(uri.toString()));
        return Health.ok("Listening at " + String.join(" and ", addresses) + " for "
                + book.devices().size() + " configured devices");
    }

    @Override
    public void close() {
        plain.ifPresent(CoapListener::close);
        secure.close();
        timer.shutdownNow();
        stage.shutdown();
        try {
            if (!stage.awaitTermination(2, TimeUnit.SECONDS)) {
                stage.shutdownNow();
            }
        } catch (InterruptedException e) {
            stage.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
