/** NovoPen 6 and NovoPen Echo Plus: a medication monitor of IEEE 11073-20601 behind a Type-4 tag. */
package org.hearthgate.adapter.pen.internal.novo;
