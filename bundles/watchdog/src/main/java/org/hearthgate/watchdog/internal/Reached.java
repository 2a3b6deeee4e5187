package org.hearthgate.watchdog.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.hearthgate.api.notify.Receipt;

/** Which alerts have reached a machine or a person; the newest few hundred. Safe on every thread. */
final class Reached {
    private static final int MOST = 256;

    private final Set<String> alerts =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<String, Boolean>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > MOST;
                }
            }));

    void note(Receipt receipt) {
        if (receipt.outcome().reached()) {
            alerts.add(receipt.alertId());
        }
    }

    void add(String alertId) {
        alerts.add(alertId);
    }

    boolean has(String alertId) {
        return alerts.contains(alertId);
    }
}
