/** The wiring of virtual people to the gateway. Nothing here is exported. */
package org.hearthgate.adapter.simulator.internal;
