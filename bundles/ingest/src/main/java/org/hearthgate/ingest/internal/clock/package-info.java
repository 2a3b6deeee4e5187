/** Whose clock is wrong by how much, and what that means for what was measured. */
package org.hearthgate.ingest.internal.clock;
