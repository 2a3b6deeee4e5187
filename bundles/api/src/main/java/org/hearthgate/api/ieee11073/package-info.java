/**
 * Numbers, times and checks as IEEE 11073 devices write them, over Bluetooth (least significant octet first) and over NFC (most
 * significant first). Everything is decimal: 0.0012 kg/L is 120 mg/dL and not 119.99999.
 */
@Export
@Version("1.0.0")
package org.hearthgate.api.ieee11073;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
