package org.hearthgate.adapter.coap.internal;

import java.time.Duration;
import java.util.Optional;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.store.Quarantined;

/** Shows the installer what an observed sensor says that cannot be used: once a minute, so that one sensor does not fill the quarantine. */
final class SensorRefusals {
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private final ObservationSink sink;
    private final HubClock clock;
    private final SensorPayload sensor;
    private Optional<Duration> last = Optional.empty();

    SensorRefusals(ObservationSink sink, HubClock clock, SensorPayload sensor) {
        this.sink = sink;
        this.clock = clock;
        this.sensor = sensor;
    }

    synchronized void refuse(String reason, RawForm raw) {
        Duration now = clock.elapsed();
        if (last.isPresent() && now.minus(last.get()).compareTo(BETWEEN) < 0) {
            return;
        }
        last = Optional.of(now);
        sink.quarantine(new Quarantined(
                clock.now(),
                SenmlObservations.ADAPTER,
                sensor.device().value(),
                Optional.of(sensor.person()),
                reason,
                raw));
    }
}
