/** Devices bridged onto a local MQTT broker. */
package org.hearthgate.adapter.mqtt.internal;
