/** The port for pens: what the room asks of any pen that can be touched. Another kind of pen is one class behind it. */
package org.hearthgate.adapter.pen.internal.port;
