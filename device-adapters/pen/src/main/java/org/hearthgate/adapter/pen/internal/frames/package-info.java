/** What recorded octets of pens mean, by the very decoders that read a pen. */
package org.hearthgate.adapter.pen.internal.frames;
