package org.hearthgate.adapter.coap.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.device.DeviceDiscovery;
import org.hearthgate.api.device.HeardDevice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The installer's view of CoAP: who spoke to the hub and is not configured, and what a search found. Wiring only. */
@Component(name = CoapDiscovery.PID, configurationPid = CoapDiscovery.PID, service = DeviceDiscovery.class)
@Designate(ocd = CoapDiscovery.Config.class)
public final class CoapDiscovery implements DeviceDiscovery {
    static final String PID = "org.hearthgate.adapter.coap.discovery";
    static final String TRANSPORT = "coap";

    private final ResourceSearch search;
    private volatile StrangersAtTheDoor door;

    /** The part of the hub's door that hears strangers. */
    interface StrangersAtTheDoor {
        List<HeardDevice> strangers();

        void forgetStranger(String urn);
    }

    /** Where to search besides asking everybody. */
    @ObjectClassDefinition(name = "Search over CoAP")
    public @interface Config {
        @AttributeDefinition(
                name = "Hosts to ask",
                description = "host or host:port, asked one by one where no multicast gets through",
                required = false)
        String[] hosts() default {};
    }

    /** @throws IllegalArgumentException if a host is none; the message says which */
    @Activate
    public CoapDiscovery(@Reference CoapClients clients, Config config) {
        search = new ResourceSearch(clients, List.of(config.hosts()));
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setDoor(StrangersAtTheDoor opened) {
        door = opened;
    }

    void unsetDoor(StrangersAtTheDoor closed) {
        if (door == closed) {
            door = null;
        }
    }

    @Override
    public String transport() {
        return TRANSPORT;
    }

    @Override
    public List<HeardDevice> heard() {
        StrangersAtTheDoor now = door;
        var heard = new ArrayList<HeardDevice>(now == null ? List.of() : now.strangers());
        heard.addAll(search.found());
        heard.sort((a, b) -> b.lastHeardAt().compareTo(a.lastHeardAt()));
        return List.copyOf(heard);
    }

    @Override
    public void search(Duration length) {
        search.begin(length);
    }

    @Override
    public void forget(String address) {
        search.forget(address);
        StrangersAtTheDoor now = door;
        if (now != null) {
            now.forgetStranger(address);
        }
    }
}
