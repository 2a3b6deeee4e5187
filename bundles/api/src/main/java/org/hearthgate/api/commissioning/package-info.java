/**
 * Taking devices into use: what is heard, whose it becomes, and every setting checked before it counts. For an installer's or a family's
 * page; who may ask for what is decided there.
 */
@Export
@Version("1.0.0")
package org.hearthgate.api.commissioning;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
