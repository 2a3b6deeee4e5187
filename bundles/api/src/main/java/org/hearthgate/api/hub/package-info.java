/**
 * The hub itself: its clock, its health and its addresses.
 */
@Export
@Version("1.1.0")
package org.hearthgate.api.hub;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
