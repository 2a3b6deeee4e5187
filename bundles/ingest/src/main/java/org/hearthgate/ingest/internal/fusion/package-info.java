/** One glucose series per person, whatever the number of sensors and routes; the raw rows stay. */
package org.hearthgate.ingest.internal.fusion;
