/**
 * Who lives here, and who may see what.
 */
@Export
@Version("1.0.0")
package org.hearthgate.api.household;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
