package org.hearthgate.nightscout.internal;

import java.util.Optional;
import org.hearthgate.api.observation.PersonId;

/** What the clocks' port reads through, so that it can answer nothing that the hub's own port would not. */
interface ClockSite {
    /**
     * Answers at once, on the caller's thread.
     *
     * @param request whose path is one of {@code /pebble}, {@code /sgv.json}, {@code /status.json}; any other is 404
     * @param open whose values are shown to a request without any credential; empty where each needs one. A credential that is wrong is
     *     refused all the same
     * @return 401 to whoever is not known, whatever was asked
     */
    Answer ofClock(SiteRequest request, Optional<PersonId> open);
}
