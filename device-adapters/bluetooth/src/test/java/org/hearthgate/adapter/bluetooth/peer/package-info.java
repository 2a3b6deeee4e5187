/**
 * A double of BlueZ on a message bus of its own, with devices that do what a test says. Needs {@code dbus-daemon} and nothing else: no
 * root, no radio. BlueZ's own {@code bluetoothctl} takes it for the real one.
 */
package org.hearthgate.adapter.bluetooth.peer;
