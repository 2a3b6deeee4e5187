package org.hearthgate.cloud.mqtt.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationCursor;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.broker.line.BrokerAwayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the record to one recipient. There is no queue: the record is the queue and a cursor in it the only memory. It moves past a
 * reading once the summary of its quarter hour is acknowledged, so a broker away for weeks, or the loss of power at any line below,
 * costs at most a message sent twice. One thread.
 */
final class Outbox implements AutoCloseable {
    /** About 40 hours of one sensor; this bounds the memory, whatever the backlog. */
    private static final int PAGE = 500;

    /** A sensor gives 15 a quarter hour at most; more than this is a flood, and the summary is of its beginning. */
    private static final int MOST_PER_QUARTER = 2000;

    /** A reading this far ahead of the clock belongs to a time that was never; waiting for it would stop the outbox. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final Duration NAP = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = QuarterHour.LENGTH.plus(AHEAD);
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final ObservationStore store;
    private final HubClock clock;
    private final ConsentBook consents;
    private final CloudSettings settings;
    private final Duration settle;
    private Optional<ObservationCursor> cursor = Optional.empty();
    private Instant waitingFor = Instant.MIN;
    private volatile boolean storeFails;

    private record Due(PersonId person, QuarterHour quarter) {}

    Outbox(ObservationStore store, HubClock clock, ConsentBook consents, CloudSettings settings, Duration settle) {
        this.store = store;
        this.clock = clock;
        this.consents = consents;
        this.settings = settings;
        this.settle = settle;
    }

    /**
     * Sends all that is due, in the order of the record, and returns when it is acknowledged.
     *
     * @return how long to wait before the next pass, unless a commit or a consent wakes before
     */
    Duration pass(Post post) throws BrokerAwayException {
        var unsettled = settle.minus(consents.unchangedFor());
        if (!unsettled.isNegative()) {
            return unsettled.plusMillis(1);
        }
        var now = clock.now();
        if (!clock.trusted()) {
            return NAP; // nobody knows which quarter hours are over
        }
        if (stillWaiting(now)) {
            return Duration.between(now, waitingFor);
        }
        try {
            waitingFor = carry(post).orElse(Instant.MIN);
            storeFails = false;
            return NAP;
        } catch (StoreException e) {
            if (!storeFails) {
                LOG.warn("The record cannot be read for the cloud '{}': trying again", settings.recipient(), e);
                storeFails = true;
            }
            close();
            return NAP;
        }
    }

    /** False when the time has come, and when the clock was set back so far that the time would not come soon. */
    private boolean stillWaiting(Instant now) {
        return now.isBefore(waitingFor)
                && waitingFor.isBefore(now.plus(LONGEST_WAIT).plus(settings.lateDataGrace()));
    }

    /** {@return when the quarter hour ends that the next reading waits for; empty at the end of the record} */
    private Optional<Instant> carry(Post post) throws BrokerAwayException {
        var bookmark = cursor.orElseGet(() -> store.cursor("cloud." + settings.recipient()));
        cursor = Optional.of(bookmark);
        while (true) {
            long consentedTo = consents.changes();
            Optional<Instant> notBefore = Optional.empty();
            long dealtWith = bookmark.position();
            List<StoredObservation> page = bookmark.next(PAGE);
            Set<Due> due = new LinkedHashSet<>();
            for (StoredObservation stored : page) {
                Optional<Due> found = dueFor(stored.observation());
                notBefore = found.map(this::closes).filter(closes -> closes.isAfter(clock.now()));
                if (notBefore.isPresent()) {
                    break;
                }
                found.ifPresent(due::add);
                dealtWith = stored.position();
            }
            for (Due quarter : due) {
                send(quarter, post);
            }
            post.settle();
            if (consents.changes() != consentedTo) {
                return Optional.empty(); // perhaps only an edit: look at this page again when they are settled
            }
            bookmark.advance(dealtWith);
            if (notBefore.isPresent() || page.isEmpty()) {
                return notBefore;
            }
        }
    }

    private Optional<Due> dueFor(Observation observation) {
        if (!(observation instanceof GlucoseReading reading)
                || !GlucoseSummary.usable(reading)
                || reading.measuredAt().isAfter(clock.now().plus(AHEAD))) {
            return Optional.empty();
        }
        var quarter = QuarterHour.of(reading.measuredAt());
        return consents.of(reading.person())
                .filter(consent -> consent.covers(quarter))
                .map(consent -> new Due(reading.person(), quarter));
    }

    private Instant closes(Due due) {
        return due.quarter().until().plus(settings.lateDataGrace());
    }

    private void send(Due due, Post post) throws BrokerAwayException {
        var query = new ObservationQuery(
                due.person(),
                Set.of(ObservationKind.GLUCOSE),
                due.quarter().from(),
                due.quarter().until(),
                MOST_PER_QUARTER,
                false,
                false);
        var readings = store.window(query).stream()
                .map(StoredObservation::observation)
                .filter(GlucoseReading.class::isInstance)
                .map(GlucoseReading.class::cast)
                .toList();
        // asked last: a consent revoked while the window was read counts
        var summary = GlucoseSummary.minimized(consents.of(due.person()), due.quarter(), readings);
        if (summary.isPresent()) {
            post.send(settings.topics().glucoseSummary(), CloudMessage.glucoseSummary(summary.get()), false);
        }
    }

    boolean storeFails() {
        return storeFails;
    }

    @Override
    public void close() {
        cursor.ifPresent(ObservationCursor::close);
        cursor = Optional.empty();
    }
}
