/** The TLV format of OMA LwM2M (Core 1.1.1, section 7.4.3) and what the objects of IPSO mean. Pure. */
package org.hearthgate.adapter.coap.internal.lwm2m;
