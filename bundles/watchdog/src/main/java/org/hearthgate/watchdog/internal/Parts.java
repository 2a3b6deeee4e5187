package org.hearthgate.watchdog.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.notify.CallListener;
import org.hearthgate.api.notify.Receipts;
import org.hearthgate.api.store.ObservationStore;

/** What of the hub is there at this moment; everything may be missing. */
interface Parts {
    Optional<ObservationStore> store();

    Optional<AlertBoard> board();

    List<AlertRule> rules();

    /** {@return those who take calls for help, the self-test left out} */
    List<CallListener> callListeners();

    /** {@return the probes of others} */
    List<HealthProbe> probes();

    Optional<Receipts> receipts();

    /** {@return the hub's wall time, while there is a clock} */
    Optional<Instant> now();
}
