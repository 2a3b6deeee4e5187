package org.hearthgate.adapter.coap.internal;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.hearthgate.adapter.coap.internal.lwm2m.Lwm2mPath;
import org.hearthgate.api.device.HeardDevice;

/**
 * Devices that spoke to the hub and that nobody has configured, for the installer's inbox: refused ones, and those that a person's key let
 * in. Bounded: whoever was not heard for longest goes first, so that a liar with a thousand names hides nobody for long.
 */
final class Strangers {
    static final int MOST = 64;
    private static final int MOST_OFFERS = 16;

    private final Map<String, Stranger> strangers = new LinkedHashMap<>(16, 0.75f, true);

    private record Stranger(String urn, Set<String> offers, Instant at, boolean letIn) {}

    /** @param letIn whether its readings are kept already */
    synchronized void heard(SenmlRecord senml, Instant now, boolean letIn) {
        Optional<Lwm2mPath> path = Lwm2mPath.of(senml.name());
        String urn = path.map(Lwm2mPath::device).orElseGet(senml::device);
        if (!DeviceUrn.isWellFormed(urn)) {
            return;
        }
        Stranger before = strangers.get(DeviceUrn.bare(urn));
        var offers = new TreeSet<String>(before == null ? Set.of() : before.offers());
        if (offers.size() < MOST_OFFERS) {
            offers.add(path.map(known -> Integer.toString(known.object())).orElseGet(senml::measurement));
        }
        strangers.put(DeviceUrn.bare(urn), new Stranger(urn, offers, now, letIn));
        if (strangers.size() > MOST) {
            Iterator<?> eldest = strangers.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    /** {@return those that are still strangers, heard last first} */
    synchronized List<HeardDevice> heard(DeviceBook book) {
        return strangers.values().stream()
                .filter(one -> book.ownerOf(one.urn()).isEmpty())
                .map(Strangers::heardDevice)
                .sorted((a, b) -> b.lastHeardAt().compareTo(a.lastHeardAt()))
                .toList();
    }

    private static HeardDevice heardDevice(Stranger one) {
        return new HeardDevice(
                CoapDiscovery.TRANSPORT,
                one.urn(),
                Optional.empty(),
                one.offers(),
                OptionalInt.empty(),
                one.at(),
                true,
                Map.of("state", one.letIn() ? "let in by a person's key" : "refused: not configured"));
    }

    synchronized void forget(String urn) {
        strangers.remove(DeviceUrn.bare(urn));
    }
}
