/**
 * What an adapter tells about the devices it listens to.
 */
@Export
@Version("1.0.0")
package org.hearthgate.api.device;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
