/** What the record says about days and weeks; now the weekly audit of alarms. */
package org.hearthgate.insight.internal;
