/**
 * Glucose ahead. A forecast advises; nothing on the road to an alert requires one.
 */
@Export
@Version("2.0.0")
package org.hearthgate.api.forecast;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
