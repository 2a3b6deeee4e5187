/**
 * How a line to an MQTT broker is opened, trusted, cut and tried again, whoever the broker is: the family's, the house's or the cloud's. No
 * bundle: each room that uses it carries its own copy inside (docs/decisions/0028).
 */
package org.hearthgate.broker.line;
