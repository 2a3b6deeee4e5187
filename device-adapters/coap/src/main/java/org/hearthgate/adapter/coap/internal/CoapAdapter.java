package org.hearthgate.adapter.coap.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.device.HeardDevice;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.hub.HubEndpoint;
import org.hearthgate.api.ingest.ObservationSink;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** SenML over CoAP and CoAPS: wiring only, the work is {@link CoapDoor}'s. */
@Component(
        name = CoapAdapter.PID,
        configurationPid = CoapAdapter.PID,
        service = {DeviceAdapter.class, HealthProbe.class, CoapDiscovery.StrangersAtTheDoor.class},
        immediate = true)
@Designate(ocd = CoapAdapter.Config.class)
public final class CoapAdapter implements DeviceAdapter, HealthProbe, CoapDiscovery.StrangersAtTheDoor {
    static final String PID = "org.hearthgate.adapter.coap";

    private final BundleContext context;
    private final CoapDoor door;

    /** Where the hub listens. */
    @ObjectClassDefinition(name = "Devices over CoAP")
    public @interface Config {
        @AttributeDefinition(name = "Host (plain CoAP)", description = "Address to bind without encryption")
        String host() default "127.0.0.1";

        @AttributeDefinition(
                name = "Port (plain CoAP)",
                description = "0 takes any free port, -1 switches plain CoAP off",
                min = "-1",
                max = "65535")
        int port() default 5683;

        @AttributeDefinition(
                name = "Plain CoAP beyond this machine",
                description =
                        "Allow unencrypted readings on a host address that others can reach. Loopback needs no permission")
        boolean plainEnabled() default false;

        @AttributeDefinition(name = "Host (CoAPS)", description = "Address to bind with DTLS-PSK; always on")
        String secureHost() default "0.0.0.0";

        @AttributeDefinition(name = "Port (CoAPS)", description = "0 takes any free port", min = "0", max = "65535")
        int securePort() default 5684;
    }

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which and what to do */
    @Activate
    public CoapAdapter(
            BundleContext context, @Reference ObservationSink sink, @Reference HubClock clock, Config config) {
        this.context = context;
        door = new CoapDoor(
                plainAddress(config),
                address("secureHost", config.secureHost(), "securePort", config.securePort(), 0),
                sink,
                clock,
                this::announce);
    }

    static Optional<InetSocketAddress> plainAddress(Config config) {
        InetSocketAddress address =
                address("host", config.host(), "port", Math.max(0, config.port()), config.port() < -1 ? 1 : 0);
        boolean allowed = config.plainEnabled() || address.getAddress().isLoopbackAddress();
        return allowed && config.port() >= 0 ? Optional.of(address) : Optional.empty();
    }

    private static InetSocketAddress address(String hostKey, String host, String portKey, int port, int lowestPort) {
        if (port < lowestPort || port > 65_535) {
            throw new IllegalArgumentException(PID + ": " + portKey + " must be 0 to 65535, was " + port);
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    PID + ": " + hostKey + " '" + host
                            + "' is no address of this machine; set one like 127.0.0.1 or 0.0.0.0",
                    e);
        }
    }

    /** Runs after the devices that are there already were bound, so that the first handshake finds its key. */
    @Activate
    void open() {
        door.open();
    }

    @Deactivate
    void close() {
        door.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addDevice(CoapDevice device) {
        door.add(device);
    }

    void removeDevice(CoapDevice device) {
        door.remove(device);
    }

    private Runnable announce(HubEndpoint endpoint) {
        var properties = new Hashtable<String, Object>();
        properties.put(HubEndpoint.NAME, endpoint.name());
        properties.put(HubEndpoint.URI_PROPERTY, endpoint.uri().toString());
        var registration = context.registerService(HubEndpoint.class, endpoint, properties);
        return registration::unregister;
    }

    @Override
    public String name() {
        return SenmlObservations.ADAPTER;
    }

    @Override
    public List<DeviceStatus> devices() {
        return door.devices();
    }

    @Override
    public List<HeardDevice> strangers() {
        return door.strangers();
    }

    @Override
    public void forgetStranger(String urn) {
        door.forgetStranger(urn);
    }

    @Override
    public boolean onAlarmPath() {
        return false;
    }

    @Override
    public Health check() {
        return door.health();
    }
}
