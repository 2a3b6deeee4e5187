/** How what comes in flows through the one pipeline without anybody standing in anybody's way. */
package org.hearthgate.ingest.internal.flow;
