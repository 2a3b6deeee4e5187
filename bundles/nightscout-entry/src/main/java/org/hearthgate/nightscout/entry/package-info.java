/**
 * What the documents mean that phones post to a Nightscout door and serve in the house alike. No bundle: each room that reads them carries
 * its own copy inside (docs/decisions/0028).
 */
package org.hearthgate.nightscout.entry;
