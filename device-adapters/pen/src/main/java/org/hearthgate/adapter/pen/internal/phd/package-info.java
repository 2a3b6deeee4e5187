/** IEEE 11073-20601 as pens speak it: octets in, records out, and no clock, card or house in between. */
package org.hearthgate.adapter.pen.internal.phd;
