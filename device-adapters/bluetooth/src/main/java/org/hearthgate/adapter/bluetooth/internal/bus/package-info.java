/** One conversation with a message bus: what is called, answered and signalled, in the order of the wire. Knows nothing of Bluetooth. */
package org.hearthgate.adapter.bluetooth.internal.bus;
