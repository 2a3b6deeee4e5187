/** Finds, pairs, assigns, renames, replaces and forgets devices; keeps their settings. */
package org.hearthgate.commissioning.internal;
