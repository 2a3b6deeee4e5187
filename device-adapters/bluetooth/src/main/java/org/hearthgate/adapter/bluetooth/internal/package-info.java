/** GATT link over BlueZ's D-Bus interface; the only room that knows whose radio stack it is. */
package org.hearthgate.adapter.bluetooth.internal;
