package org.hearthgate.notify.internal.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.notify.Call;

/** What a web hook says, as one JSON object in the frame of Standard Webhooks: {@code type}, {@code timestamp}, {@code data}. */
final class Message {
    private final JsonFactory factory = new JsonFactory();
    private final boolean includeValue;

    /** @param includeValue whether numbers, and the sentences that hold them, leave the house */
    Message(boolean includeValue) {
        this.includeValue = includeValue;
    }

    /**
     * {@return a call for help}
     *
     * @param now for the reading's age
     */
    byte[] of(Call call, Instant now) {
        return write("hearthgate.alert", now, json -> {
            Alert alert = call.alert();
            json.writeStringField("call", call.id());
            alert(json, alert);
            json.writeStringField("personName", call.personName());
            json.writeNumberField("step", alert.step());
            json.writeBooleanField("test", call.test());
            json.writeBooleanField("silent", call.silent());
            json.writeStringField("message", includeValue ? alert.message() : plain(call));
            if (includeValue) {
                json.writeStringField("why", alert.why());
                if (alert.value().isPresent()) {
                    json.writeNumberField("mgPerDl", alert.value().getAsDouble());
                }
                if (call.trend().isPresent()) {
                    json.writeStringField("trend", call.trend().get().arrow().nightscoutName());
                    json.writeNumberField("mgPerDlPerMin", call.trend().get().mgPerDlPerMin());
                }
            }
            if (alert.measuredAt().isPresent()) {
                Instant measuredAt = alert.measuredAt().get();
                json.writeStringField("measuredAt", measuredAt.toString());
                json.writeNumberField(
                        "ageSeconds", Duration.between(measuredAt, now).toSeconds());
            }
        });
    }

    /** {@return that nobody needs to be called about this alert any more} */
    byte[] quiet(Alert alert, Instant now) {
        return write("hearthgate.alert.quiet", now, json -> alert(json, alert));
    }

    private static void alert(JsonGenerator json, Alert alert) throws IOException {
        json.writeStringField("alert", alert.id());
        json.writeStringField("person", alert.person().value());
        json.writeStringField("rule", alert.rule());
        json.writeStringField("priority", alert.priority().code());
        json.writeStringField("state", alert.state().code());
        json.writeStringField("raisedAt", alert.raisedAt().toString());
    }

    private static String plain(Call call) {
        return (call.test() ? "TEST: " : "") + call.personName() + ": "
                + call.alert().rule() + " (" + call.alert().priority().code() + ")";
    }

    /** What stands in {@code data}. */
    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private byte[] write(String type, Instant now, Content content) {
        var octets = new ByteArrayOutputStream(512);
        try (JsonGenerator json = factory.createGenerator(octets)) {
            json.writeStartObject();
            json.writeStringField("type", type);
            json.writeStringField("timestamp", now.toString());
            json.writeObjectFieldStart("data");
            content.write(json);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return octets.toByteArray();
    }
}
