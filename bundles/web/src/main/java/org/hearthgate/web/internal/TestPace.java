package org.hearthgate.web.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Keeps a nervous thumb, or a program gone wild, from ringing the house again and again: each test so often and no oftener. */
final class TestPace {
    private static final int MOST_REMEMBERED = 200;

    private final Duration between;
    private final LongSupplier nanoTime;
    private final Map<String, Long> latest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    TestPace(Duration between, LongSupplier nanoTime) {
        this.between = between;
        this.nanoTime = nanoTime;
    }

    /** Takes the turn of a test; refuses when its last one was too short a while ago. */
    synchronized void take(String what) {
        long now = nanoTime.getAsLong();
        Long before = latest.get(what);
        long wait = before == null ? 0 : before + between.toNanos() - now;
        if (wait > 0) {
            throw Refused.testedJustNow((wait + 999_999_999L) / 1_000_000_000L);
        }
        latest.put(what, now);
    }
}
