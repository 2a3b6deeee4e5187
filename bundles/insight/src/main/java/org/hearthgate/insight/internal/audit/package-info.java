/** The weekly audit: pure, from the journal and the record of a week to what the alarms were worth. */
package org.hearthgate.insight.internal.audit;
