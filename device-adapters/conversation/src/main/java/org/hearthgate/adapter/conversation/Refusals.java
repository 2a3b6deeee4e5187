package org.hearthgate.adapter.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.store.Quarantined;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what one device sent and nobody could use where the installer sees it, with its reason and its octets, but no more of it than a
 * person can look at. Any thread.
 */
public final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final String OCTETS = "application/octet-stream";

    private final ObservationSink sink;
    private final HubClock clock;
    private final Source source;
    private final Allowance allowance;
    private long inAll;
    private Optional<String> last = Optional.empty();

    /**
     * Whose octets they are.
     *
     * @param adapter name of the adapter
     * @param device that sent them
     * @param person the one who uses it; empty where several do and the octets cannot say who did
     */
    public record Source(String adapter, DeviceId device, Optional<PersonId> person) {}

    /**
     * @param most are quarantined in one period; the others are only counted
     * @param period begins with the first that is refused after the last one ended
     */
    public Refusals(ObservationSink sink, HubClock clock, Source source, int most, Duration period) {
        this.sink = sink;
        this.clock = clock;
        this.source = source;
        allowance = new Allowance(most, period, clock);
    }

    /** Refuses what came just now. */
    public void refuse(String reason, byte[] octets) {
        refuse(clock.now(), reason, octets);
    }

    public void refuse(Instant receivedAt, String reason, byte[] octets) {
        refuse(receivedAt, reason, new RawForm(OCTETS, octets));
    }

    /** @param reason for the installer; without the value of a body */
    public synchronized void refuse(Instant receivedAt, String reason, RawForm raw) {
        inAll++;
        last = Optional.of(reason);
        if (allowance.once()) {
            LOG.debug("Refused what {} sent: {}", source.device(), reason);
            sink.quarantine(new Quarantined(
                    receivedAt, source.adapter(), source.device().value(), source.person(), reason, raw));
        }
    }

    /** {@return one sentence for the installer; empty when all was well} */
    public synchronized Optional<String> summary() {
        return last.map(reason -> "Refused " + inAll + ", last: " + reason);
    }
}
