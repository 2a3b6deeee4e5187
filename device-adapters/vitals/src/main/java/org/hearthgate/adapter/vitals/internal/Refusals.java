package org.hearthgate.adapter.vitals.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.store.Quarantined;

/** What this device sent and nobody could use: kept with its reason, counted, and bounded so that one device does not flood the quarantine. */
final class Refusals {
    private static final int MOST_AN_HOUR = 60;

    private final ObservationSink sink;
    private final HubClock clock;
    private final String source;
    private Duration hourBegan;
    private int thisHour;
    private long inAll;
    private Optional<String> last = Optional.empty();

    Refusals(ObservationSink sink, HubClock clock, String source) {
        this.sink = sink;
        this.clock = clock;
        this.source = source;
        hourBegan = clock.elapsed();
    }

    synchronized void refuse(Instant receivedAt, String reason, RawForm raw) {
        inAll++;
        last = Optional.of(reason);
        Duration now = clock.elapsed();
        if (now.minus(hourBegan).compareTo(Duration.ofHours(1)) >= 0) {
            hourBegan = now;
            thisHour = 0;
        }
        if (thisHour < MOST_AN_HOUR) {
            thisHour++;
            sink.quarantine(new Quarantined(receivedAt, DeviceLine.ADAPTER, source, Optional.empty(), reason, raw));
        }
    }

    /** {@return one sentence for the installer; empty when all was well} */
    synchronized Optional<String> summary() {
        return last.map(reason -> "Refused " + inAll + ", last: " + reason);
    }
}
