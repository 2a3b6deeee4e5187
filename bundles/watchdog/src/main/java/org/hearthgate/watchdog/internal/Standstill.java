package org.hearthgate.watchdog.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Since when each cause has lasted, and which have lasted too long. Confined to one thread; knows no clock. */
final class Standstill {
    private final Patience patience;
    private final Map<String, Duration> since = new HashMap<>();
    private Duration quietUntil;

    /** @param now of any steady clock; only differences mean something */
    Standstill(Patience patience, Duration now) {
        this.patience = patience;
        this.quietUntil = now.plus(patience.start());
    }

    /** {@return the causes that have lasted too long} A cause that was away for one look begins anew. */
    List<Cause> overdue(List<Cause> causes, Duration now) {
        Set<String> present = causes.stream().map(Cause::key).collect(Collectors.toSet());
        since.keySet().retainAll(present);
        causes.forEach(cause -> since.putIfAbsent(cause.key(), now));
        if (now.compareTo(quietUntil) < 0) {
            return List.of();
        }
        return causes.stream()
                .filter(cause -> now.minus(since.get(cause.key())).compareTo(patience.with(cause.kind())) >= 0)
                .toList();
    }

    /** The whole machine stood still: nothing that was seen before counts, and everything needs a moment. */
    void again(Duration now) {
        since.clear();
        Duration moment = now.plus(patience.answer());
        quietUntil = moment.compareTo(quietUntil) > 0 ? moment : quietUntil;
    }
}
