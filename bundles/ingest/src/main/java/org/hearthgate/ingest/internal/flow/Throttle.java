package org.hearthgate.ingest.internal.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hearthgate.api.observation.Observation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much one device may send: a bucket of tokens each, deep enough for a month of back-fill, refilled at a pace no honest sensor reaches.
 * Whoever empties half of it is named as flooding; whoever empties it is told to come back later, and later each time. Remembers the
 * devices heard last, so that memory does not grow with invented names. Goes by the hub's clock; safe on every thread.
 */
public final class Throttle {
    private static final Logger LOG = LoggerFactory.getLogger(Throttle.class);
    static final int MOST_DEVICES = 1_024;
    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final long WINDOW_MILLIS = 10_000;

    private final int perSecond;
    private final int burst;
    private final Map<Source, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, Bucket> eldest) {
            return size() > MOST_DEVICES;
        }
    };

    /**
     * @param perSecond observations a device may send for ever
     * @param burst observations it may send at once after a long silence
     */
    public Throttle(int perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    /**
     * Why a submission may not come in now.
     *
     * @param source which device has sent too much
     */
    public record TooMuch(Source source, Duration retryAfter) {}

    private static final class Bucket {
        private double tokens;
        private Instant filledAt;
        private Instant windowFrom;
        private long offered;
        private int refusedInARow;
        private boolean flooding;

        private Bucket(double tokens, Instant now) {
            this.tokens = tokens;
            this.filledAt = now;
            this.windowFrom = now;
        }

        private double offeredPerSecond(Instant now) {
            return offered
                    * 1000.0
                    / Math.max(1_000, Duration.between(windowFrom, now).toMillis());
        }
    }

    /**
     * Takes a token for each, of the device that made it.
     *
     * @return nothing if they may come in; else nobody's tokens are taken, because a submission is all or nothing
     */
    public synchronized Optional<TooMuch> admit(List<Observation> observations, Instant now) {
        var counts = new HashMap<Source, Integer>();
        observations.forEach(observation -> counts.merge(Source.of(observation), 1, Integer::sum));
        var concerned = new HashMap<Source, Bucket>(); // apart, because looking one up may forget another
        counts.forEach((source, count) -> concerned.put(source, bucket(source, count, now)));
        for (Map.Entry<Source, Bucket> each : concerned.entrySet()) {
            int wanted = counts.get(each.getKey());
            if (each.getValue().tokens < wanted) {
                return Optional.of(refuse(each.getKey(), each.getValue(), wanted));
            }
        }
        concerned.forEach((source, bucket) -> {
            bucket.tokens -= counts.get(source);
            bucket.refusedInARow = 0;
        });
        return Optional.empty();
    }

    /** Gives the tokens back of what was let in and found no room behind. */
    public synchronized void giveBack(List<Observation> observations) {
        observations.forEach(observation -> {
            Bucket bucket = buckets.get(Source.of(observation));
            if (bucket != null) {
                bucket.tokens = Math.min(burst, bucket.tokens + 1);
            }
        });
    }

    private Bucket bucket(Source source, int offered, Instant now) {
        Bucket bucket = buckets.computeIfAbsent(source, any -> new Bucket(burst, now));
        fill(source, bucket, now);
        bucket.offered += offered;
        if (!bucket.flooding && bucket.tokens - offered < burst / 2.0 && bucket.offeredPerSecond(now) > perSecond) {
            bucket.flooding = true;
            LOG.warn(
                    "Device {} of {} sends {} observations per second; it is told to wait beyond {}/s. See what ails it",
                    source.device(),
                    source.adapter(),
                    Math.round(bucket.offeredPerSecond(now)),
                    perSecond);
        }
        return bucket;
    }

    private void fill(Source source, Bucket bucket, Instant now) {
        long passed = Duration.between(bucket.filledAt, now).toMillis();
        if (passed > 0) { // a clock set back fills nothing, and takes nothing away
            bucket.tokens = Math.min(burst, bucket.tokens + passed * perSecond / 1000.0);
        }
        bucket.filledAt = now;
        long window = Duration.between(bucket.windowFrom, now).toMillis();
        if (window < 0 || window >= WINDOW_MILLIS) {
            if (bucket.flooding && bucket.offeredPerSecond(now) <= perSecond) {
                bucket.flooding = false;
                LOG.info("Device {} of {} has stopped flooding", source.device(), source.adapter());
            }
            bucket.windowFrom = now;
            bucket.offered = 0;
        }
    }

    private TooMuch refuse(Source source, Bucket bucket, int wanted) {
        Duration untilThere = Duration.ofMillis((long) Math.ceil((wanted - bucket.tokens) * 1000 / perSecond));
        Duration growing = SHORTEST.multipliedBy(1L << Math.min(bucket.refusedInARow, 8));
        bucket.refusedInARow++;
        Duration longer = untilThere.compareTo(growing) > 0 ? untilThere : growing;
        return new TooMuch(source, longer.compareTo(LONGEST) > 0 ? LONGEST : longer);
    }

    /** {@return who floods, with the rate; empty when nobody does} */
    public synchronized Optional<String> complaint(Instant now) {
        String flooders = buckets.entrySet().stream()
                .filter(each -> each.getValue().flooding)
                .map(each -> {
                    double rate = each.getValue().offeredPerSecond(now);
                    fill(each.getKey(), each.getValue(), now); // a flooder that fell silent is noticed here
                    return each.getValue().flooding
                            ? "device " + each.getKey().device() + " floods with " + Math.round(rate)
                                    + " observations per second and is told to wait"
                            : "";
                })
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        return flooders.isEmpty() ? Optional.empty() : Optional.of(flooders);
    }

    /** {@return how many devices are remembered} */
    synchronized int devices() {
        return buckets.size();
    }
}
