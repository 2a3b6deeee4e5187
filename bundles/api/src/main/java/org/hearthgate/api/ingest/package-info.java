/**
 * The way in: adapters hand observations to the {@link ObservationSink}; whoever wants to know what was committed is an
 * {@link ObservationListener}.
 */
@Export
@Version("1.1.0")
package org.hearthgate.api.ingest;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
