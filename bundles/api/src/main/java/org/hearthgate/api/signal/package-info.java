/**
 * How the sensors themselves are: how far their signal and their clocks can be trusted, which of them speaks for a person, what follows
 * from a signal alone, and how a dose acts.
 */
@Export
@Version("1.1.0")
package org.hearthgate.api.signal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
