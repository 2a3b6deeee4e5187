package org.hearthgate.store.sqlite.internal;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Quality;

/**
 * Turns into octets, and back exactly, what an observation says beside what its row's columns say: the values of its kind, the doubts
 * and the device's offset. Thread-safe.
 */
final class PayloadCodec {
    private static final int VERSION = 0;
    private static final int DOUBTS = 1;
    private static final int OFFSET_SECONDS = 2;
    /** One list of measures per doubt, in their order; absent when no doubt has any. */
    private static final int DOUBT_MEASURES = 3;

    private static final long NEWEST_VERSION = 1;

    private final CborFields cbor = new CborFields();

    byte[] encode(Observation observation) {
        var fields = new Fields().integer(VERSION, NEWEST_VERSION);
        Origin origin = observation.origin();
        origin.deviceOffset().ifPresent(offset -> fields.integer(OFFSET_SECONDS, offset.getTotalSeconds()));
        if (!origin.quality().doubts().isEmpty()) {
            var words = new ArrayList<String>();
            for (Doubt doubt : origin.quality().doubts()) {
                words.add(doubt.flag().name());
                words.add(doubt.reason());
            }
            fields.list(DOUBTS, words);
            putMeasures(origin.quality().doubts(), fields);
        }
        KindFields.put(observation, fields);
        return cbor.write(fields);
    }

    /**
     * {@return the observation}
     *
     * @param bare its origin as the columns tell it, without doubts and device offset
     * @throws UnreadableException if the payload is damaged, or says what only a newer hub knows. A doubt unknown to this hub makes the
     *     row unreadable too: leaving it out would make a doubtful reading look good
     */
    Observation decode(ObservationKind kind, Origin bare, byte[] payload) {
        try {
            Fields fields = cbor.read(payload);
            if (fields.integer(VERSION) > NEWEST_VERSION) {
                throw new UnreadableException("written in form " + fields.integer(VERSION) + " by a newer hub");
            }
            Origin origin = bare.withQuality(quality(fields.list(DOUBTS), fields.list(DOUBT_MEASURES)));
            if (fields.optionalInteger(OFFSET_SECONDS).isPresent()) {
                origin = origin.withDeviceOffset(ZoneOffset.ofTotalSeconds(fields.smallInteger(OFFSET_SECONDS)));
            }
            return KindFields.read(kind, origin, fields);
        } catch (UnreadableException e) {
            throw e;
        } catch (RuntimeException e) { // whatever a damaged value makes the records' own checks say
            throw new UnreadableException("its values contradict each other", e);
        }
    }

    private static void putMeasures(List<Doubt> doubts, Fields fields) {
        if (doubts.stream().anyMatch(doubt -> !doubt.measures().isEmpty())) {
            fields.list(
                    DOUBT_MEASURES,
                    doubts.stream()
                            .map(doubt -> Measures.words(doubt.measures()))
                            .toList());
        }
    }

    private static Quality quality(List<?> words, List<?> measures) {
        if (words.isEmpty()) {
            return Quality.GOOD;
        }
        var doubts = new ArrayList<Doubt>();
        for (Iterator<?> word = words.iterator(); word.hasNext(); ) {
            int index = doubts.size();
            doubts.add(new Doubt(
                    Doubt.Flag.valueOf((String) word.next()),
                    (String) word.next(),
                    measures.isEmpty() ? Map.of() : Measures.read((List<?>) measures.get(index))));
        }
        return new Quality(doubts);
    }
}
