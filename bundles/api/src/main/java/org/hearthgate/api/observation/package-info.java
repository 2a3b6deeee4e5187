/**
 * What was measured: one immutable record per kind of measurement, with its unit in the name, its doubts in the type and
 * its origin (person, device, two clocks, raw form) always beside it. Adding a record to the sealed {@link Observation} is a major change.
 */
@Export
@Version("2.2.0")
package org.hearthgate.api.observation;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
