/**
 * Says of a sensor's signal what speaks against it, as doubts on the reading while it happens and as an artefact in the record once the
 * stretch is over. Knows neither the door nor the commit: delete this package and readings go on without reasons.
 */
package org.hearthgate.ingest.internal.signal;
