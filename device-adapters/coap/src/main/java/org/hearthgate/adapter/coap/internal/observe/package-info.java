/** How a resource is kept under observation (RFC 7641), without any network: order, freshness, registering again, giving up for a while. */
package org.hearthgate.adapter.coap.internal.observe;
