/**
 * How the sensors themselves are: how far their signal and their clocks can be trusted, and which of them speaks for a person.
 */
@Export
@Version("1.0.0")
package org.hearthgate.api.signal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
