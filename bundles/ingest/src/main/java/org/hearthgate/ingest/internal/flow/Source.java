package org.hearthgate.ingest.internal.flow;

import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.PersonId;

/** Who is served in turn: one device of one person by one road, so that a device gone mad on one road does not hold up its other one. */
public record Source(String adapter, PersonId person, DeviceId device) {
    public static Source of(Observation observation) {
        return new Source(observation.origin().provenance().adapter(), observation.person(), observation.device());
    }
}
