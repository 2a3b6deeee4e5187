/**
 * The one record of the home: append, window, and cursors from which every consumer continues after a crash.
 */
@Export
@Version("1.1.0")
package org.hearthgate.api.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
