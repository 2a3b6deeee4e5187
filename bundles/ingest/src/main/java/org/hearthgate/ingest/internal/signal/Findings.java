package org.hearthgate.ingest.internal.signal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.SensorArtefact;
import org.hearthgate.api.observation.SensorArtefact.Artefact;

/** Collects what the watches find in one reading. */
final class Findings {
    private static final Provenance HUB = Provenance.of("hub");
    /** Room for kinds of artefact in the identity; their order in the enum is part of the record. */
    private static final int KINDS = 64;

    private final PersonId person;
    private final DeviceId device;
    private final Instant receivedAt;
    private final List<Doubt> doubts = new ArrayList<>(2);
    private final List<SensorArtefact> artefacts = new ArrayList<>(1);

    Findings(PersonId person, DeviceId device, Instant receivedAt) {
        this.person = person;
        this.device = device;
        this.receivedAt = receivedAt;
    }

    void doubt(Doubt.Flag flag, String reason, Map<String, Double> measures) {
        doubts.add(new Doubt(flag, reason, rounded(measures)));
    }

    /** Two artefacts may end with one reading, so the kind is part of the number that makes up their identity. */
    void artefact(Artefact artefact, long fromMillis, long untilMillis, Map<String, Double> measures) {
        Origin origin = Origin.of(person, device, Instant.ofEpochMilli(untilMillis), receivedAt, HUB)
                .withSequence(untilMillis * KINDS + artefact.ordinal());
        artefacts.add(new SensorArtefact(origin, Instant.ofEpochMilli(fromMillis), artefact, rounded(measures)));
    }

    List<Doubt> doubts() {
        return doubts;
    }

    List<SensorArtefact> artefacts() {
        return artefacts;
    }

    private static Map<String, Double> rounded(Map<String, Double> measures) {
        var result = new TreeMap<String, Double>();
        measures.forEach((name, value) -> result.put(name, Math.round(value * 1000) / 1000.0));
        return result;
    }
}
