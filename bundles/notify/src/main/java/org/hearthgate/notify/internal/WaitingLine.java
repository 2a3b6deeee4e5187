package org.hearthgate.notify.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.notify.Receipt;

/** What waits for one channel: of each alert the newest step, at most {@value #MOST} in all. Guarded by its worker's lock. */
final class WaitingLine {
    static final int MOST = 64;

    /** A test waits behind what is meant. */
    private static final Comparator<Delivery> MOST_URGENT = Comparator.comparing(Delivery::isTest)
            .thenComparing(delivery -> delivery.call().alert().priority())
            .thenComparing(Delivery::dueAt);

    private final Map<String, Delivery> waiting = new LinkedHashMap<>();

    int size() {
        return waiting.size();
    }

    boolean holds(String alertId) {
        return waiting.containsKey(alertId);
    }

    /** {@return those that had to give way} */
    List<Outcome> put(Delivery delivery) {
        var gone = new ArrayList<Outcome>();
        Delivery older = waiting.put(delivery.alertId(), delivery);
        if (older != null) {
            gone.add(new Outcome(older, Receipt.Outcome.GIVEN_UP, "a newer step of the same call took its place"));
        }
        if (waiting.size() > MOST) {
            Delivery least = waiting.values().stream().max(MOST_URGENT).orElseThrow();
            waiting.remove(least.alertId());
            gone.add(new Outcome(least, Receipt.Outcome.GIVEN_UP, "too many more urgent calls wait for this channel"));
        }
        return gone;
    }

    void remove(String alertId) {
        waiting.remove(alertId);
    }

    /** {@return the most urgent that is due, taken out of the line} */
    Optional<Delivery> takeDue(Duration now) {
        Optional<Delivery> due = waiting.values().stream()
                .filter(delivery -> delivery.dueAt().compareTo(now) <= 0)
                .min(MOST_URGENT);
        due.ifPresent(delivery -> waiting.remove(delivery.alertId()));
        return due;
    }

    /** {@return those whose time is over, taken out of the line} */
    List<Outcome> takeOver(Duration now) {
        List<Delivery> over = waiting.values().stream()
                .filter(delivery -> delivery.isOver(now))
                .toList();
        over.forEach(delivery -> waiting.remove(delivery.alertId()));
        return over.stream().map(Outcome::over).toList();
    }

    /** {@return everything, taken out of the line} */
    List<Delivery> takeAll() {
        List<Delivery> all = List.copyOf(waiting.values());
        waiting.clear();
        return all;
    }

    /** {@return how long until the next one is due} */
    Duration wait(Duration now) {
        return waiting.values().stream()
                .map(delivery -> delivery.dueAt().minus(now))
                .min(Comparator.naturalOrder())
                .orElse(Duration.ofHours(1));
    }
}
