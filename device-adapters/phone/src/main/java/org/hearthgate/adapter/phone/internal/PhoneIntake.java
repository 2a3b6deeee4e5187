package org.hearthgate.adapter.phone.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands over what a phone told and the record does not hold yet: the newest first and alone, because a low must not wait for yesterday;
 * then the rest, oldest first. Nothing counts as kept before the commit is told; what was refused is not offered again for an hour. One
 * thread.
 */
final class PhoneIntake {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneIntake.class);
    private static final int MOST_AT_ONCE = 200;
    private static final int MOST_REMEMBERED = 4000;
    private static final int MOST_LOOKED_UP = 20_000;
    /** One broken phone must not push everything else out of the quarantine. */
    private static final int MOST_QUARANTINED_AN_HOUR = 20;

    private static final Duration COMMIT_WITHIN = Duration.ofSeconds(15);
    private static final Duration LOOK_UP = Duration.ofMillis(200);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final ObservationSink sink;
    private final ObservationStore store;
    private final HubClock clock;
    private final PersonId person;
    private final Set<Identity> kept = new LinkedHashSet<>();
    private final Set<Object> refused = new HashSet<>();
    private Duration refusedSince = Duration.ZERO;
    private int quarantined;
    private volatile boolean ended;

    private record Identity(DeviceId device, ObservationKind kind, OptionalLong sequence, Instant measuredAt) {
        static Identity of(Observation observation) {
            OptionalLong sequence = observation.origin().sequence();
            return new Identity(
                    observation.device(),
                    observation.kind(),
                    sequence,
                    sequence.isPresent() ? Instant.EPOCH : observation.measuredAt());
        }
    }

    PhoneIntake(ObservationSink sink, ObservationStore store, HubClock clock, PersonId person) {
        this.sink = sink;
        this.store = store;
        this.clock = clock;
        this.person = person;
    }

    /**
     * Returns when everything is in the record, or refused.
     *
     * @param documents decoded
     * @param since what was measured before is left alone
     * @return how many documents and observations were refused
     * @throws SinkBusyException if the hub cannot commit now: ask again later
     */
    int take(List<Decoded> documents, Instant since) {
        forgetRefusals();
        int bad = 0;
        var fresh = new ArrayList<Observation>();
        for (Decoded document : documents) {
            if (document instanceof Decoded.Refused refusal) {
                bad++;
                quarantine(refusal);
            } else if (document instanceof Decoded.Taken taken) {
                fresh.addAll(taken.observations());
            }
        }
        fresh.removeIf(observation -> observation.measuredAt().isBefore(since) || known(Identity.of(observation)));
        removeRecorded(fresh);
        if (!fresh.isEmpty()) {
            fresh.sort(Comparator.comparing(Observation::measuredAt));
            bad += submit(fresh.subList(fresh.size() - 1, fresh.size()));
            List<Observation> rest = fresh.subList(0, fresh.size() - 1);
            for (int from = 0; from < rest.size(); from += MOST_AT_ONCE) {
                bad += submit(rest.subList(from, Math.min(rest.size(), from + MOST_AT_ONCE)));
            }
        }
        return bad;
    }

    private boolean known(Identity identity) {
        return kept.contains(identity) || refused.contains(identity);
    }

    /** The record is the memory of what was read: after a restart only what it lacks is handed over. */
    private void removeRecorded(List<Observation> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        Instant first = fresh.stream()
                .map(Observation::measuredAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant last = fresh.stream()
                .map(Observation::measuredAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        try {
            Set<ObservationKind> kinds = fresh.stream().map(Observation::kind).collect(Collectors.toSet());
            var query = new ObservationQuery(person, kinds, first, last.plusMillis(1), MOST_LOOKED_UP, true, false);
            store.window(query).forEach(stored -> remember(Identity.of(stored.observation())));
            fresh.removeIf(observation -> kept.contains(Identity.of(observation)));
        } catch (StoreException e) {
            LOG.debug("The record cannot be read; what is in it already will be answered as a duplicate", e);
        }
    }

    private int submit(List<Observation> observations) {
        List<Receipt> receipts = receipts(List.copyOf(observations));
        int bad = 0;
        for (int i = 0; i < receipts.size(); i++) {
            Identity identity = Identity.of(observations.get(i));
            if (receipts.get(i).kept()) {
                remember(identity);
            } else {
                bad++;
                refuse(identity);
            }
        }
        return bad;
    }

    private List<Receipt> receipts(List<Observation> observations) {
        try {
            return await(sink.submit(observations));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SinkBusyException busy) {
                throw busy;
            }
            throw new SinkBusyException("the hub could not store it", COMMIT_WITHIN, e.getCause());
        } catch (TimeoutException e) {
            throw new SinkBusyException("the commit did not end in time", COMMIT_WITHIN, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SinkBusyException("the hub is ending", COMMIT_WITHIN, e);
        }
    }

    /** Looks up now and then, so that a commit that hangs does not hold up the end of the room. */
    private List<Receipt> await(CompletableFuture<List<Receipt>> commit)
            throws InterruptedException, ExecutionException, TimeoutException {
        long end = System.nanoTime() + COMMIT_WITHIN.toNanos();
        while (true) {
            try {
                return commit.get(LOOK_UP.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (ended || System.nanoTime() - end > 0) {
                    throw e;
                }
            }
        }
    }

    /** Ends the wait for a commit; any thread. */
    void end() {
        ended = true;
    }

    private void remember(Identity identity) {
        kept.add(identity);
        if (kept.size() > MOST_REMEMBERED) {
            kept.remove(kept.iterator().next());
        }
    }

    private void refuse(Object what) {
        if (refused.size() < MOST_REMEMBERED) {
            refused.add(what);
        }
    }

    private void forgetRefusals() {
        if (clock.elapsed().minus(refusedSince).compareTo(AN_HOUR) > 0) {
            refused.clear();
            quarantined = 0;
            refusedSince = clock.elapsed();
        }
    }

    private void quarantine(Decoded.Refused refusal) {
        String text = refusal.document().toString();
        if (!refused.contains(text.hashCode())) {
            refuse(text.hashCode());
            quarantine(refusal.reason(), RawForm.ofText(PhoneSource.RAW_TYPE, text));
        }
    }

    /** Keeps a damaged answer, or one document of it, for an eye; bounded per hour. */
    void quarantine(String reason, RawForm raw) {
        forgetRefusals();
        if (++quarantined <= MOST_QUARANTINED_AN_HOUR) {
            sink.quarantine(new Quarantined(
                    clock.now(), PhoneSource.ADAPTER, PhoneSource.ADAPTER, Optional.of(person), reason, raw));
        }
    }
}
