/** Blood glucose meters by the Bluetooth Glucose service. */
package org.hearthgate.adapter.meter.internal;
