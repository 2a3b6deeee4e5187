/** Continuous glucose monitors by the Bluetooth CGM service. */
package org.hearthgate.adapter.cgm.internal;
