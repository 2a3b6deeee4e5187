/** Shows and sounds alarms in Home Assistant over a broker of the house. */
package org.hearthgate.notify.homeassistant.internal;
