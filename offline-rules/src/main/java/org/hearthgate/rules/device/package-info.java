/** Rules about devices and their silence. */
package org.hearthgate.rules.device;
