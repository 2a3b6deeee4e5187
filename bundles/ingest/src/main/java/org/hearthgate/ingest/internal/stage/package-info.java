/** What a step between the door and the commit looks like. */
package org.hearthgate.ingest.internal.stage;
