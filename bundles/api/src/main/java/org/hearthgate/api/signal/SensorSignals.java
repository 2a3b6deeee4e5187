package org.hearthgate.api.signal;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The sensors heard in the last hours. */
@ProviderType
public interface SensorSignals {
    /** {@return one per person and device, ordered by person, the leading one first; any thread, at once} */
    List<SensorSignal> all();
}
