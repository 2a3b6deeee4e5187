/**
 * Bluetooth LE as an adapter sees it: a {@link org.hearthgate.api.gatt.GattLink} finds and keeps devices, a
 * {@link org.hearthgate.api.gatt.GattDialogue} talks to one of them, and no adapter knows whose radio stack it is.
 */
@Export
@Version("1.0.0")
package org.hearthgate.api.gatt;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
