/** What a device says it has: the CoRE link format (RFC 6690). Pure. */
package org.hearthgate.adapter.coap.internal.link;
