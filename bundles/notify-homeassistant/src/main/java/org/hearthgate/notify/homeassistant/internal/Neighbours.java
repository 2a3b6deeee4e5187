package org.hearthgate.notify.homeassistant.internal;

import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.notify.Receipts;
import org.hearthgate.api.notify.SelfTest;

/** Other rooms as they are at this moment, each of which may be absent. They tell us things and we tell them things. */
interface Neighbours {
    Optional<AlertBoard> board();

    Optional<Receipts> receipts();

    Optional<SelfTest> selfTest();

    /** {@return everybody's but ours} */
    List<HealthProbe> probes();
}
