/** An NFC Forum Type-4 tag: commands and answers, and the one door through which commands leave. */
package org.hearthgate.adapter.pen.internal.tag;
