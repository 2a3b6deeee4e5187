/** Consent, minimization, and the road from the record to a broker. Exports nothing. */
package org.hearthgate.cloud.mqtt.internal;
