package org.hearthgate.notify.homeassistant.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.Carer;

/**
 * What an automation hears once: a call, or its end. Carries all that a speaker or a phone needs, so that what arrives at the last step
 * says as much as the first.
 */
final class AlarmEvent {
    private AlarmEvent() {}

    /** {@return a call} Its type says how it is to be taken; its class is among the attributes. */
    static ObjectNode calling(Call call, Wording wording, GlucoseUnit unit, String channel, Instant now) {
        Alert alert = call.alert();
        var kind = AlarmKind.of(alert);
        ObjectNode event = Json.object();
        event.put("event_type", (call.test() ? AlarmKind.TEST : call.silent() ? AlarmKind.SILENT : kind).code());
        event.put("kind", kind.code());
        about(event, alert, wording);
        event.put("call", call.id());
        event.put("step", alert.step());
        event.put("silent", call.silent());
        event.put("test", call.test());
        alert.value().ifPresent(value -> {
            event.put("value", unit.of(value));
            event.put("unit", unit.word());
        });
        call.trend().ifPresent(trend -> event.put("trend", trend.arrow().nightscoutName()));
        alert.measuredAt().ifPresent(at -> {
            event.put("measured_at", seconds(at));
            event.put("age_minutes", Math.max(0, Duration.between(at, now).toMinutes()));
        });
        var carers = event.putArray("carers");
        call.carers().stream()
                .filter(carer -> carer.channels().contains(channel))
                .map(Carer::id)
                .forEach(carers::add);
        event.put("everybody_near", call.everybodyNear());
        event.put("at", seconds(call.at()));
        return event;
    }

    /** {@return that nobody needs to be called any more} */
    static ObjectNode ended(Alert alert, Wording wording) {
        ObjectNode event = Json.object();
        event.put("event_type", AlarmKind.ending(alert).code());
        event.put("kind", AlarmKind.of(alert).code());
        about(event, alert, wording);
        event.put("at", seconds(alert.changedAt()));
        return event;
    }

    /** What calls, ends and the list of what is open have in common. */
    static void about(ObjectNode json, Alert alert, Wording wording) {
        json.put("alert", alert.id());
        json.put("rule", alert.rule());
        json.put("priority", alert.priority().code());
        json.put("stands", alert.state().code());
        json.put("person", wording.subject().label());
        json.put("message", wording.message(alert));
        if (!alert.why().isEmpty()) {
            json.put("why", wording.why(alert));
        }
        alert.by().ifPresent(by -> json.put("by", by));
        alert.snoozedUntil().ifPresent(until -> json.put("snoozed_until", seconds(until)));
        json.put("raised_at", seconds(alert.raisedAt()));
    }

    static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
