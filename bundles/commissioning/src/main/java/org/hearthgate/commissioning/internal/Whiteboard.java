package org.hearthgate.commissioning.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceDiscovery;
import org.hearthgate.api.device.DeviceKind;
import org.osgi.framework.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What other rooms have put up: transports, kinds of devices, adapters. They come and go while the hub runs. */
final class Whiteboard {
    private static final Logger LOG = LoggerFactory.getLogger(Whiteboard.class);

    private final List<DeviceDiscovery> transports = new CopyOnWriteArrayList<>();
    private final List<KnownKind> kinds = new CopyOnWriteArrayList<>();
    private final List<Adapter> adapters = new CopyOnWriteArrayList<>();

    /**
     * An adapter and the configuration it was made from.
     *
     * @param pids {@code service.pid}, one or several, or none
     */
    record Adapter(DeviceAdapter service, List<String> pids) {}

    void add(DeviceDiscovery transport) {
        transports.add(transport);
    }

    void remove(DeviceDiscovery transport) {
        transports.remove(transport);
    }

    void add(DeviceKind kind) {
        try {
            kinds.add(KnownKind.of(kind));
        } catch (RuntimeException e) { // one broken kind must not hide the others
            LOG.error("{} does not say what kind of device it is for; such devices cannot be assigned", kind, e);
        }
    }

    void remove(DeviceKind kind) {
        kinds.removeIf(known -> known.service() == kind);
    }

    void add(DeviceAdapter adapter, Map<String, ?> properties) {
        adapters.add(new Adapter(adapter, texts(properties.get(Constants.SERVICE_PID))));
    }

    void remove(DeviceAdapter adapter) {
        adapters.removeIf(one -> one.service() == adapter);
    }

    List<DeviceDiscovery> transports() {
        return transports;
    }

    List<KnownKind> kinds() {
        return kinds;
    }

    List<Adapter> adapters() {
        return adapters;
    }

    Optional<KnownKind> kindOf(String factoryPid) {
        return kinds.stream()
                .filter(kind -> kind.factoryPid().equals(factoryPid))
                .findFirst();
    }

    /** {@return a service property that may be one text or several} */
    static List<String> texts(Object value) {
        if (value instanceof String text) {
            return List.of(text);
        }
        if (value instanceof String[] several) {
            return List.of(several);
        }
        if (value instanceof Iterable<?> several) {
            var texts = new ArrayList<String>();
            several.forEach(one -> texts.add(String.valueOf(one)));
            return texts;
        }
        return List.of();
    }
}
