/** What Bluetooth devices have in common: their clock, their link, and how their frames are shown. */
package org.hearthgate.adapter.conversation.gatt;
