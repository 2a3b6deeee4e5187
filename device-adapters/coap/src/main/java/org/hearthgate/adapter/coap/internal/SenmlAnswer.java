package org.hearthgate.adapter.coap.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Response;

/**
 * What the device is told. Short enough for one datagram, whatever the pack was: at most {@value #MOST_NAMED} refused records are named
 * and the others counted.
 *
 * @param code of RFC 7252
 * @param payload JSON where the code is a success, a sentence where it is not; may be empty
 * @param maxAge when to try again
 */
record SenmlAnswer(ResponseCode code, String payload, Optional<Duration> maxAge) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_NAMED = 5;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_REASON = 110;
    private static final int LONGEST_DIAGNOSTIC = 300;

    /** {@return the answer to a pack of which at least one record is in the record of the home} */
    static SenmlAnswer taken(int records, List<SenmlRefusal> refused) {
        return new SenmlAnswer(ResponseCode.CHANGED, refused.isEmpty() ? "" : json(records, refused), Optional.empty());
    }

    /** {@return the answer to a pack of which nothing could be taken} */
    static SenmlAnswer nothingTaken(List<SenmlRefusal> refused) {
        SenmlRefusal first = refused.get(0);
        String others = refused.size() > 1 ? " (and " + (refused.size() - 1) + " more)" : "";
        return refusal(
                ResponseCode.BAD_REQUEST,
                "nothing taken: record " + first.position() + " " + shortened(first.name(), LONGEST_NAME) + " "
                        + shortened(first.reason(), LONGEST_DIAGNOSTIC) + others);
    }

    static SenmlAnswer refusal(ResponseCode code, String diagnostic) {
        return new SenmlAnswer(code, shortened(diagnostic, LONGEST_DIAGNOSTIC + LONGEST_NAME + 60), Optional.empty());
    }

    /** {@return the answer while the hub cannot commit; nothing was taken} */
    static SenmlAnswer busy(Duration retryAfter) {
        return new SenmlAnswer(
                ResponseCode.SERVICE_UNAVAILABLE,
                "the hub cannot keep this now; send the same again after Max-Age",
                Optional.of(retryAfter));
    }

    Response toResponse() {
        var response = new Response(code);
        if (!payload.isEmpty()) {
            response.setPayload(payload);
            // a diagnostic payload has no content format (RFC 7252, section 5.5.2)
            if (code.isSuccess()) {
                response.getOptions().setContentFormat(MediaTypeRegistry.APPLICATION_JSON);
            }
        }
        maxAge.ifPresent(age -> response.getOptions().setMaxAge(Math.max(1, (age.toMillis() + 999) / 1000)));
        return response;
    }

    private static String json(int taken, List<SenmlRefusal> refused) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("taken", taken);
            json.writeArrayFieldStart("refused");
            for (SenmlRefusal one : refused.subList(0, Math.min(MOST_NAMED, refused.size()))) {
                json.writeStartObject();
                json.writeNumberField("record", one.position());
                json.writeStringField("name", shortened(one.name(), LONGEST_NAME));
                json.writeStringField("reason", shortened(one.reason(), LONGEST_REASON));
                json.writeEndObject();
            }
            json.writeEndArray();
            if (refused.size() > MOST_NAMED) {
                json.writeNumberField("more", refused.size() - MOST_NAMED);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return text.toString();
    }

    /** Keeps the end: of a long name it says more than the beginning. */
    private static String shortened(String text, int longest) {
        return text.length() <= longest
                ? text
                : text.substring(0, longest / 2) + "…" + text.substring(text.length() - longest / 2 + 1);
    }
}
