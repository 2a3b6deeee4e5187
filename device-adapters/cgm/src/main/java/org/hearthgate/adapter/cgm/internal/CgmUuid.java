package org.hearthgate.adapter.cgm.internal;

import java.util.UUID;
import org.hearthgate.api.gatt.GattUuid;

/** The numbers of the Continuous Glucose Monitoring service, in one place. */
final class CgmUuid {
    static final UUID SERVICE = GattUuid.of(0x181F);
    static final UUID MEASUREMENT = GattUuid.of(0x2AA7);
    static final UUID FEATURE = GattUuid.of(0x2AA8);
    static final UUID STATUS = GattUuid.of(0x2AA9);
    static final UUID SESSION_START = GattUuid.of(0x2AAA);
    static final UUID RUN_TIME = GattUuid.of(0x2AAB);
    static final UUID OPS_CONTROL = GattUuid.of(0x2AAC);
    static final UUID RECORD_ACCESS = GattUuid.of(0x2A52);
    static final UUID INFORMATION = GattUuid.of(0x180A);
    static final UUID MODEL = GattUuid.of(0x2A24);
    static final UUID SERIAL_NUMBER = GattUuid.of(0x2A25);

    private CgmUuid() {}
}
