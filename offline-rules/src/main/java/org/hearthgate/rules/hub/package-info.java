/** Reasons to call somebody that lie in the hub itself, one class each, so that a snooze of one hides no other. */
package org.hearthgate.rules.hub;
