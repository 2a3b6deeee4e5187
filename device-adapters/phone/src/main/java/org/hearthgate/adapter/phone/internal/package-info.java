/** Phones that serve readings on the LAN as xDrip+ and Juggluco do. */
package org.hearthgate.adapter.phone.internal;
