package org.hearthgate.adapter.phone.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hearthgate.api.observation.Observation;

/** What became of one document of a phone. */
sealed interface Decoded {
    /** @param observations none where the document tells nothing that is kept, e.g. a treatment without insulin, food and words */
    record Taken(List<Observation> observations) implements Decoded {
        public Taken {
            observations = List.copyOf(observations);
        }
    }

    /**
     * @param document as it came
     * @param reason what is wrong with it; for people, without a health value
     */
    record Refused(ObjectNode document, String reason) implements Decoded {}
}
