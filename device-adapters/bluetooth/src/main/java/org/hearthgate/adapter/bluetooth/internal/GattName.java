package org.hearthgate.adapter.bluetooth.internal;

import java.util.UUID;
import org.hearthgate.api.gatt.GattUuid;

/** Which characteristic of which service; one number means different things in different services. */
record GattName(UUID service, UUID characteristic) {
    static final GattName BATTERY_LEVEL = of(0x180F, 0x2A19);

    static GattName of(int service, int characteristic) {
        return new GattName(GattUuid.of(service), GattUuid.of(characteristic));
    }

    @Override
    public String toString() {
        return GattUuid.text(service) + "/" + GattUuid.text(characteristic);
    }
}
