package org.hearthgate.nightscout.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.GlucoseTrend.Arrow;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.RawForm;

/**
 * How an observation looks on the wire: what was posted, with the fields that Nightscout adds; or, where another adapter brought it, a
 * document as an uploader would have posted it.
 */
final class EntryDocument {
    private static final DateTimeFormatter ISO_MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int NO_ARROW = 0;

    private EntryDocument() {}

    /**
     * {@return its document; empty for what Nightscout's entries do not know}
     *
     * @param arrow asked only where the document has to be made up
     */
    static Optional<ObjectNode> of(Observation observation, Supplier<Optional<Arrow>> arrow) {
        return posted(observation).or(() -> madeUp(observation, arrow)).map(document -> stamped(document, observation));
    }

    /** {@return whether it was posted here and can be given back as it was} */
    static boolean wasPosted(Observation observation) {
        var provenance = observation.origin().provenance();
        return provenance.adapter().equals(EntryDecoder.ADAPTER)
                && provenance.raw().map(RawForm::mediaType).equals(Optional.of(EntryDecoder.RAW_TYPE));
    }

    private static Optional<ObjectNode> posted(Observation observation) {
        if (!wasPosted(observation)) {
            return Optional.empty();
        }
        byte[] raw = observation.origin().provenance().raw().orElseThrow().octets();
        try {
            JsonNode tree = WireJson.MAPPER.readTree(raw);
            return tree instanceof ObjectNode document ? Optional.of(typed(document, observation)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the record holds an entry that is no JSON: " + EntryId.of(observation), e);
        }
    }

    private static ObjectNode typed(ObjectNode document, Observation observation) {
        document.put(
                "type",
                observation instanceof GlucoseReading
                        ? "sgv"
                        : observation instanceof CapillaryGlucose ? "mbg" : "cal");
        for (String field : new String[] {"sgv", "mbg"}) {
            if (document.path(field).isTextual()) { // a follower counts on a number
                double value = document.path(field).asDouble();
                document.put(field, value);
                if (value == Math.rint(value)) {
                    document.put(field, (long) value);
                }
            }
        }
        return document;
    }

    private static Optional<ObjectNode> madeUp(Observation observation, Supplier<Optional<Arrow>> arrow) {
        if (observation instanceof GlucoseReading reading) {
            Optional<Arrow> known = arrow.get();
            return Optional.of(WireJson.MAPPER
                    .createObjectNode()
                    .put("type", "sgv")
                    .put("device", reading.device().value())
                    .put("sgv", asSensorsSendIt(reading.mgPerDl(), reading.bound()))
                    .put("direction", known.map(Arrow::nightscoutName).orElse("NONE"))
                    .put("trend", known.map(Arrow::nightscoutCode).orElse(NO_ARROW)));
        }
        if (observation instanceof CapillaryGlucose meter) {
            return Optional.of(WireJson.MAPPER
                    .createObjectNode()
                    .put("type", "mbg")
                    .put("device", meter.device().value())
                    .put("mbg", Math.round(meter.mgPerDl())));
        }
        return Optional.empty();
    }

    /** The wire has no bound: LOW and HIGH are the numbers just beyond the range. */
    private static long asSensorsSendIt(double mgPerDl, Bound bound) {
        long rounded = Math.round(mgPerDl);
        return switch (bound) {
            case EXACT -> rounded;
            case BELOW_RANGE -> rounded - 1;
            case ABOVE_RANGE -> rounded + 1;
        };
    }

    private static ObjectNode stamped(ObjectNode document, Observation observation) {
        Instant at = observation.measuredAt();
        String utc = ISO_MILLIS.format(at);
        return document.put("date", at.toEpochMilli())
                .put("dateString", utc)
                .put("sysTime", utc)
                .put(
                        "utcOffset",
                        observation
                                        .origin()
                                        .deviceOffset()
                                        .orElse(ZoneOffset.UTC)
                                        .getTotalSeconds()
                                / 60)
                .put("_id", EntryId.of(observation));
    }

    static String iso(Instant at) {
        return ISO_MILLIS.format(at);
    }
}
