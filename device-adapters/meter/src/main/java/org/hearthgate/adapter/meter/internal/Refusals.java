package org.hearthgate.adapter.meter.internal;

import java.time.Duration;
import java.util.Optional;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.store.Quarantined;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts octets that nothing can be made of where the installer sees them, but no more of them than a person can look at. */
final class Refusals {
    static final int MOST_IN_A_WHILE = 30;
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Duration WHILE = Duration.ofMinutes(10);

    private final ObservationSink sink;
    private final HubClock clock;
    private final MeterSettings settings;
    private Duration since = Duration.ZERO;
    private int count;

    Refusals(ObservationSink sink, HubClock clock, MeterSettings settings) {
        this.sink = sink;
        this.clock = clock;
        this.settings = settings;
    }

    synchronized void refuse(String reason, byte[] octets) {
        if (clock.elapsed().minus(since).compareTo(WHILE) > 0) {
            since = clock.elapsed();
            count = 0;
        }
        if (++count > MOST_IN_A_WHILE) {
            return;
        }
        LOG.debug("Refused {} octets of {}: {}", octets.length, settings.address(), reason);
        sink.quarantine(new Quarantined(
                clock.now(),
                MeterAdapter.NAME,
                settings.device().value(),
                Optional.of(settings.person()),
                reason,
                new RawForm("application/octet-stream", octets)));
    }
}
