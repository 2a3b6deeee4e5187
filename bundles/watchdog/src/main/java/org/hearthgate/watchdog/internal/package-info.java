/** Watches the road from a reading to an alert from outside, sounds when it stands still, and drills it every day. */
package org.hearthgate.watchdog.internal;
