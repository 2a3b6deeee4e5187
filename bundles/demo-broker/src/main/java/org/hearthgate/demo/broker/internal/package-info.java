/** The cloud's stand-in. Exports nothing. */
package org.hearthgate.demo.broker.internal;
