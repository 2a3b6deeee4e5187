/**
 * The hub's own keys: they wrap the keys under which the record is sealed. Key material never crosses this contract.
 */
@Export
@Version("1.0.0")
package org.hearthgate.api.key;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
