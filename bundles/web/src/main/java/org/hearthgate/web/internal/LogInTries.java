package org.hearthgate.web.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Counts wrong codes: each address may miss eight times at once and then once in ten seconds, all addresses together 120 times and then
 * twice a second. Never makes a thread wait, and remembers at most 1000 addresses.
 */
final class LogInTries {
    private static final int MOST_ADDRESSES = 1000;
    private static final long SECOND = 1_000_000_000L;

    private final LongSupplier nanoTime;
    private final Bucket everybody;
    private final Map<String, Bucket> byAddress = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    LogInTries(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        everybody = new Bucket(120, SECOND / 2, nanoTime.getAsLong());
    }

    /** {@return seconds to wait before the next try from there; empty when it may try now} */
    synchronized OptionalLong waitSeconds(String address) {
        long now = nanoTime.getAsLong();
        Bucket own = byAddress.get(address);
        long wait = Math.max(everybody.nanosUntilOne(now), own == null ? 0 : own.nanosUntilOne(now));
        return wait == 0 ? OptionalLong.empty() : OptionalLong.of((wait + SECOND - 1) / SECOND);
    }

    /** A code from there was wrong. */
    synchronized void missed(String address) {
        long now = nanoTime.getAsLong();
        byAddress
                .computeIfAbsent(address, unused -> new Bucket(8, 10 * SECOND, now))
                .take(now);
        everybody.take(now);
    }

    synchronized int addresses() {
        return byAddress.size();
    }

    /** Holds a number of tries that grows back with time. */
    private static final class Bucket {
        private final long full;
        private final long nanosPerTry;
        private long nanosSaved;
        private long asOf;

        private Bucket(int tries, long nanosPerTry, long now) {
            this.nanosPerTry = nanosPerTry;
            full = tries * nanosPerTry;
            nanosSaved = full;
            asOf = now;
        }

        private long saved(long now) {
            return Math.min(full, nanosSaved + (now - asOf));
        }

        private long nanosUntilOne(long now) {
            return Math.max(0, nanosPerTry - saved(now));
        }

        private void take(long now) {
            nanosSaved = Math.max(0, saved(now) - nanosPerTry);
            asOf = now;
        }
    }
}
