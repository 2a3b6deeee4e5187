/** Pictures for docs/, drawn by the programs beside the tests. */
package org.hearthgate.ingest.internal.chart;
