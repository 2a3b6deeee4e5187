package org.hearthgate.adapter.meter.internal;

import java.util.UUID;
import org.hearthgate.api.gatt.GattUuid;

/** The numbers of the Glucose service, in one place. */
final class MeterUuid {
    static final UUID SERVICE = GattUuid.of(0x1808);
    static final UUID MEASUREMENT = GattUuid.of(0x2A18);
    static final UUID CONTEXT = GattUuid.of(0x2A34);
    static final UUID FEATURE = GattUuid.of(0x2A51);
    static final UUID RECORD_ACCESS = GattUuid.of(0x2A52);

    private MeterUuid() {}
}
