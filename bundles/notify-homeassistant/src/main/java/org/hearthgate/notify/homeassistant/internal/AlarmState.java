package org.hearthgate.notify.homeassistant.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertBoard;

/** What is open now about one subject, for a light that burns until somebody has it. Said anew after every break, unlike events. */
final class AlarmState {
    private static final int MOST_TOLD = 8;

    private AlarmState() {}

    /**
     * {@return {@code ON} while an alert calls for somebody, {@code OFF} when none does}
     *
     * @param board empty while nobody judges: then it is neither, for a light that is off says "all is well"
     */
    static ObjectNode of(Optional<AlertBoard> board, Wording wording) {
        ObjectNode json = Json.object();
        if (board.isEmpty()) {
            return json.put("value", "None").put("message", "The hub does not judge at the moment: look at its page");
        }
        List<Alert> open = board.get().open().stream()
                .filter(alert -> alert.person().equals(wording.subject().person()))
                .toList();
        Optional<Alert> calling =
                open.stream().filter(alert -> alert.state().calls()).findFirst();
        json.put("value", calling.isPresent() ? "ON" : "OFF");
        json.put("open", open.size());
        calling.or(() -> open.stream().findFirst()).ifPresent(first -> {
            json.put("kind", AlarmKind.of(first).code());
            AlarmEvent.about(json, first, wording);
        });
        var alerts = json.putArray("alerts");
        open.stream().limit(MOST_TOLD).forEach(alert -> AlarmEvent.about(alerts.addObject(), alert, wording));
        return json;
    }
}
