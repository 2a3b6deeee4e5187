/** Where the hub's own keys are kept. */
package org.hearthgate.keys.internal;
