package org.hearthgate.adapter.scale.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.osgi.service.component.annotations.Component;

/**
 * Sees to it that each scale is configured once: two configurations of one scale would each take everybody's weights for their own
 * person's. Any thread.
 */
@Component(name = ScalesInUse.PID, configurationPid = ScalesInUse.PID, service = ScalesInUse.class)
public final class ScalesInUse {
    static final String PID = "org.hearthgate.adapter.scale.in-use";

    private final Set<BluetoothAddress> addresses = ConcurrentHashMap.newKeySet();

    /**
     * {@return gives the scale back}
     *
     * @throws IllegalStateException if it is configured already
     */
    Runnable take(BluetoothAddress scale) {
        if (!addresses.add(scale)) {
            throw new IllegalStateException(
                    ScaleAdapter.PID + ": the scale " + scale
                            + " is in use already; add the person to persons of the configuration that has it, not a second one");
        }
        return () -> addresses.remove(scale);
    }
}
