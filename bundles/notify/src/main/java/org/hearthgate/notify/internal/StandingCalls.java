package org.hearthgate.notify.internal;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.notify.Call;

/**
 * The newest call of each alert that is not answered yet, so that a channel that comes late, or comes back with other settings, still gets
 * what concerns it. Thread-safe, at most {@value #MOST}.
 */
final class StandingCalls {
    static final int MOST = 64;

    private final Map<String, Standing> calls = new LinkedHashMap<>();

    private record Standing(Call call, Duration since, Set<String> reached) {
        boolean isOver(Duration now) {
            return now.minus(since).compareTo(call.within()) >= 0;
        }
    }

    synchronized void add(Call call, Duration now) {
        calls.remove(call.alert().id());
        calls.put(call.alert().id(), new Standing(call, now, new HashSet<>()));
        if (calls.size() > MOST) {
            calls.remove(calls.keySet().iterator().next());
        }
    }

    synchronized void remove(String alertId) {
        calls.remove(alertId);
    }

    /** This channel has got through with it. */
    synchronized void reached(Call call, String channel) {
        Standing standing = calls.get(call.alert().id());
        if (standing != null && standing.call().id().equals(call.id())) {
            standing.reached().add(channel);
        }
    }

    /**
     * {@return what a channel that has just come should be given}
     *
     * @param sounds whether it goes on until it is told to stop, and has forgotten that while it was away
     */
    synchronized List<Call> owedTo(String channel, boolean sounds, Duration now) {
        return calls.values().stream()
                .filter(standing ->
                        sounds || (!standing.isOver(now) && !standing.reached().contains(channel)))
                .map(Standing::call)
                .toList();
    }

    /** {@return how much of a call's time is left} */
    synchronized Optional<Duration> left(Call call, Duration now) {
        return Optional.ofNullable(calls.get(call.alert().id()))
                .map(standing -> call.within().minus(now.minus(standing.since())))
                .filter(left -> !left.isNegative() && !left.isZero());
    }
}
