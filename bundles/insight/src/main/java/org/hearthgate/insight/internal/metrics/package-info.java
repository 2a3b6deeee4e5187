/** The metrics of glucose: readings in, figures out; no clock, no record, no thread. */
package org.hearthgate.insight.internal.metrics;
