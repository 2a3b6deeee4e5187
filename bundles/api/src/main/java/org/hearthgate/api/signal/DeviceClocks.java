package org.hearthgate.api.signal;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The clocks of the devices heard in the last days. */
@ProviderType
public interface DeviceClocks {
    /** {@return one per device, ordered by its name; any thread, at once} */
    List<DeviceClock> all();
}
