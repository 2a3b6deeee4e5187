/** The characteristics that many devices share: time, battery, device information, user data, and the numbers of IEEE 11073. Pure. */
package org.hearthgate.adapter.bluetooth.internal.decode;
