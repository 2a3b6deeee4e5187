package org.hearthgate.demo.broker.internal;

import java.net.URI;
import java.util.Dictionary;
import java.util.Hashtable;
import org.hearthgate.api.hub.HubEndpoint;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** A broker anybody on this machine may use, so that a demo shows the road to the cloud without one. Keeps everything in memory. */
@Component(
        name = "org.hearthgate.demo.broker",
        configurationPid = "org.hearthgate.demo.broker",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {})
@Designate(ocd = DemoBroker.Config.class)
public final class DemoBroker {
    /** What a demo sets. */
    @ObjectClassDefinition(name = "Demo: MQTT broker", description = "Without passwords; never for a home")
    public @interface Config {
        @AttributeDefinition(name = "Host", description = "Address to listen on")
        String host() default "127.0.0.1";

        @AttributeDefinition(name = "Port", description = "0 takes any free one", min = "0", max = "65535")
        int port() default 1883;
    }

    private record Endpoint(String name, URI uri) implements HubEndpoint {}

    private final MemoryBroker broker;
    private final ServiceRegistration<HubEndpoint> registration;

    /** @throws IllegalStateException if it cannot listen there */
    @Activate
    public DemoBroker(BundleContext context, Config config) {
        broker = new MemoryBroker(config.host(), config.port());
        var endpoint = new Endpoint("mqtt", broker.uri());
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(HubEndpoint.NAME, endpoint.name());
        properties.put(HubEndpoint.URI_PROPERTY, endpoint.uri().toString());
        registration = context.registerService(HubEndpoint.class, endpoint, properties);
    }

    @Deactivate
    void stop() {
        registration.unregister();
        broker.close();
    }
}
