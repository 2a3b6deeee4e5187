/**
 * What adapters and transports tell of devices: how those in use fare, which others are heard, how one is paired and taken into use.
 */
@Export
@Version("1.3.0")
package org.hearthgate.api.device;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
