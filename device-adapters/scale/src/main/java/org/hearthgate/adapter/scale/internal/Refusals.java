package org.hearthgate.adapter.scale.internal;

import java.time.Instant;
import java.util.Optional;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.store.Quarantined;

/** What this scale sent and nobody could use: kept with its reason, counted, and bounded so that one device does not flood the quarantine. */
final class Refusals {
    private static final int MOST_AN_HOUR = 60;

    private final ObservationSink sink;
    private final Hourly quarantined;
    private final String source;
    private long inAll;
    private Optional<String> last = Optional.empty();

    Refusals(ObservationSink sink, HubClock clock, String source) {
        this.sink = sink;
        quarantined = new Hourly(MOST_AN_HOUR, clock);
        this.source = source;
    }

    synchronized void refuse(Instant receivedAt, String reason, RawForm raw) {
        inAll++;
        last = Optional.of(reason);
        if (quarantined.once()) {
            sink.quarantine(new Quarantined(receivedAt, Weighing.ADAPTER, source, Optional.empty(), reason, raw));
        }
    }

    /** {@return one sentence for the installer; empty when all was well} */
    synchronized Optional<String> summary() {
        return last.map(reason -> "Refused " + inAll + ", last: " + reason);
    }
}
