/** Readers for cards on this machine, by PC/SC. The one place that knows {@code javax.smartcardio}, and that the JRE may lack it. */
package org.hearthgate.adapter.pen.internal.pcsc;
