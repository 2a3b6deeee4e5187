package org.hearthgate.adapter.phone.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalLong;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.nightscout.entry.EntryTime;
import org.hearthgate.nightscout.entry.GlucoseEntry;

/**
 * Makes an observation of one element of {@code sgv.json}, or says why it cannot; by the rules of the Nightscout door, because the same
 * reading may come by both.
 */
record ReadingDecoder(PhoneSource source) {
    Decoded decode(ObjectNode document) {
        var glucose = new GlucoseEntry(document);
        try {
            return switch (glucose.type()) {
                case "sgv" -> new Decoded.Taken(List.of(glucose.sensor(() -> glucose.doubted(origin(document)))));
                case "mbg" -> new Decoded.Taken(List.of(glucose.fingerstick(() -> origin(document))));
                case "cal" -> new Decoded.Taken(List.of());
                default -> new Decoded.Refused(document, "neither an sgv nor an mbg");
            };
        } catch (IllegalArgumentException e) {
            return new Decoded.Refused(document, e.getMessage());
        }
    }

    private Origin origin(ObjectNode document) {
        return source.origin(
                source.deviceOf(document),
                EntryTime.of(document, "date", "dateString"),
                OptionalLong.empty(),
                document);
    }
}
