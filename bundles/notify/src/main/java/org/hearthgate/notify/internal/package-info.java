/** Delivers calls for help by its channels and keeps the receipts; the hub's own sounder and signed web hooks. */
package org.hearthgate.notify.internal;
