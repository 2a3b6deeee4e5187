package org.hearthgate.notify.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.notify.Call;

/** Which calls were not for a channel, and why; of each alert the newest, at most {@value #MOST}. Thread-safe. */
final class PassedBy {
    static final int MOST = 64;

    private final Map<String, Passed> newest = new LinkedHashMap<>();

    private record Passed(String callId, String why) {}

    /** @param why empty where the call was for it */
    synchronized void note(Call call, Optional<String> why) {
        newest.remove(call.alert().id());
        why.ifPresent(reason -> newest.put(call.alert().id(), new Passed(call.id(), reason)));
        if (newest.size() > MOST) {
            newest.remove(newest.keySet().iterator().next());
        }
    }

    synchronized boolean has(Call call) {
        Passed passed = newest.get(call.alert().id());
        return passed != null && passed.callId().equals(call.id());
    }

    synchronized Optional<String> why(String alertId) {
        return Optional.ofNullable(newest.get(alertId)).map(Passed::why);
    }
}
