package org.hearthgate.store.sqlite.internal.years;

import org.hearthgate.api.observation.Observation;
import org.hearthgate.store.sqlite.internal.RowFacts;

/** A row for which a roll-up is about to stand. */
record Member(RowFacts row, Observation observation) {}
