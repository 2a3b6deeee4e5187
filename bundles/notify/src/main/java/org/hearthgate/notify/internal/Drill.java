package org.hearthgate.notify.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.notify.Call;

/** What the test button sends: a call about nobody, as urgent as a call can be, that says in each of its parts that it is a test. */
final class Drill {
    static final Duration WITHIN = Duration.ofSeconds(30);

    private static final String RULE = "channel-test";
    private static final int LONGEST_NAME = 64;

    private Drill() {}

    /**
     * @param id unique for the life of the hub
     * @param by who pressed the button
     */
    static Call call(String id, String by, Instant at) {
        String who = by.isBlank() ? "somebody" : by.strip();
        String name = who.length() > LONGEST_NAME ? who.substring(0, LONGEST_NAME) : who;
        var alert = new Alert(
                id,
                Alert.HUB,
                RULE,
                1,
                Priority.HIGH,
                AlertState.RAISED,
                at,
                at,
                Optional.empty(),
                OptionalDouble.empty(),
                "TEST by " + name + ": nobody is in danger",
                Optional.empty(),
                Optional.empty(),
                0,
                "Somebody wanted to know whether this way to reach people works.");
        return new Call(id, alert, "TEST", Optional.empty(), List.of(), true, false, true, at, WITHIN);
    }
}
