package org.hearthgate.adapter.phone.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.StepCount;
import org.hearthgate.nightscout.entry.EntryTime;

/**
 * Makes heart rates and steps of a Nightscout {@code activity} list. Step counters count on since some start: only the difference of two
 * readings of the counter is steps, and a counter that was set back begins anew.
 */
record ActivityDecoder(PhoneSource source, boolean heartRate, boolean steps) {
    private record Counter(EntryTime time, int steps, ObjectNode document) {}

    /** {@return one result per document, then one with all steps} */
    List<Decoded> decode(List<ObjectNode> documents) {
        var decoded = new ArrayList<Decoded>();
        var counters = new ArrayList<Counter>();
        for (ObjectNode document : documents) {
            try {
                EntryTime time =
                        EntryTime.of(document, document.has("timeStamp") ? "timeStamp" : "created_at", "created_at");
                String type = document.path("type").asText("");
                if (heartRate && type.equals("hr-bpm")) {
                    decoded.add(new Decoded.Taken(List.of(HeartRate.of(
                            source.origin(source.phone(), time, OptionalLong.empty(), document),
                            whole(document, "bpm")))));
                } else if (steps && type.equals("steps-total")) {
                    counters.add(new Counter(time, whole(document, "steps"), document));
                }
            } catch (IllegalArgumentException e) {
                decoded.add(new Decoded.Refused(document, e.getMessage()));
            }
        }
        decoded.add(new Decoded.Taken(walked(counters)));
        return decoded;
    }

    private List<Observation> walked(List<Counter> counters) {
        counters.sort(Comparator.comparing(counter -> counter.time().at()));
        var walked = new ArrayList<Observation>();
        for (int i = 1; i < counters.size(); i++) {
            Counter before = counters.get(i - 1);
            Counter now = counters.get(i);
            long more = (long) now.steps() - before.steps();
            if (more > 0 && more <= 200_000) {
                walked.add(new StepCount(
                        source.origin(source.phone(), now.time(), OptionalLong.empty(), now.document()),
                        (int) more,
                        before.time().at()));
            }
        }
        return walked;
    }

    private static int whole(ObjectNode document, String field) {
        JsonNode value = document.path(field);
        if (!value.isNumber()
                || !value.canConvertToInt()
                || value.doubleValue() != Math.rint(value.doubleValue())
                || value.intValue() < 0) {
            throw new IllegalArgumentException(field + " is no whole number from 0");
        }
        return value.intValue();
    }
}
