package org.hearthgate.api.commissioning;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The installer's desk. Any thread may call. Changes happen one after another on a thread of the provider's own, so their futures complete
 * late; everything else answers within seconds even where a transport hangs. What cannot be done fails with a
 * {@link CommissioningException} that says what to do.
 */
@ProviderType
public interface Commissioning {
    /** {@return what is heard and not yet, or already, somebody's} */
    DeviceInbox inbox();

    /** {@return the devices of this home} */
    DeviceRoster roster();

    /** {@return the settings of alarms: what wakes whom, and by which way; the family's} */
    HomeSettings alarms();

    /** {@return the settings of adapters and devices} */
    HomeSettings settings();

    /** {@return the newest changes first, bounded, since the hub was started} */
    List<Change> changes();
}
