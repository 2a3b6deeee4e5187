package org.hearthgate.nightscout.internal;

import org.hearthgate.api.observation.PersonId;

/**
 * The Nightscout site that a credential opens: one person's.
 *
 * @param mayWrite whether readings may be posted to it
 */
record Site(PersonId person, boolean mayWrite) {}
