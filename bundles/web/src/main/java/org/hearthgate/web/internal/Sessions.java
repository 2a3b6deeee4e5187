package org.hearthgate.web.internal;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The log-ins of this hub: random names for tokens, in memory only, so that a restart ends them all and no cookie ever holds the family's
 * code. Bounded in number and age. Any thread.
 */
final class Sessions {
    private static final int ID_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> open = new LinkedHashMap<>();
    private final LongSupplier nanoTime;
    private final Duration lastFor;
    private final int most;

    private record Session(String token, long since) {}

    /** @param nanoTime a clock that is never stepped, because a hub learns the date only after its start */
    Sessions(int most, Duration lastFor, LongSupplier nanoTime) {
        if (most < 1 || lastFor.toDays() < 1) {
            throw new IllegalArgumentException(
                    "maxSessions and sessionDays must be at least 1, were " + most + " and " + lastFor.toDays());
        }
        this.most = most;
        this.lastFor = lastFor;
        this.nanoTime = nanoTime;
    }

    Duration lastFor() {
        return lastFor;
    }

    /** {@return a new log-in for this token; the oldest one is ended when there are too many} */
    synchronized String open(String token) {
        if (open.size() >= most) {
            open.remove(open.keySet().iterator().next());
        }
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        open.put(id, new Session(token, nanoTime.getAsLong()));
        return id;
    }

    /** {@return the token behind a log-in that is neither ended nor too old} */
    synchronized Optional<String> token(String id) {
        Session session = open.get(id);
        if (session == null) {
            return Optional.empty();
        }
        if (nanoTime.getAsLong() - session.since() > lastFor.toNanos()) {
            open.remove(id);
            return Optional.empty();
        }
        return Optional.of(session.token());
    }

    synchronized void close(String id) {
        open.remove(id);
    }

    synchronized int size() {
        return open.size();
    }
}
