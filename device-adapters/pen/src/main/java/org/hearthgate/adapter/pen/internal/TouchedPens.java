package org.hearthgate.adapter.pen.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.hearthgate.adapter.pen.internal.port.PenIdentity;
import org.hearthgate.api.device.HeardDevice;

/** The pens that were touched lately, whether they belong to somebody or not; bounded. Any thread. */
final class TouchedPens {
    private static final int MOST = 32;

    private final Map<String, HeardDevice> pens = new LinkedHashMap<>();

    synchronized void note(String protocol, PenIdentity pen, Instant at) {
        pens.remove(pen.serial());
        pens.put(
                pen.serial(),
                new HeardDevice(
                        NfcRoom.TRANSPORT,
                        pen.serial(),
                        Optional.ofNullable(pen.details().get("model")),
                        Set.of(protocol),
                        OptionalInt.empty(),
                        at,
                        true,
                        pen.details()));
        if (pens.size() > MOST) {
            pens.remove(pens.keySet().iterator().next());
        }
    }

    synchronized void forget(String serial) {
        pens.remove(serial);
    }

    synchronized List<HeardDevice> newestFirst() {
        var list = new ArrayList<>(pens.values());
        java.util.Collections.reverse(list);
        return list;
    }
}
