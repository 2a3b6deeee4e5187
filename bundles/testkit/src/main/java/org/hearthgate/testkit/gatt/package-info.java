/** Bluetooth devices and a radio without air, for adapters' tests. */
package org.hearthgate.testkit.gatt;
