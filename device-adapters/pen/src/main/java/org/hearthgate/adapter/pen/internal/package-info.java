/** Insulin pens over NFC. */
package org.hearthgate.adapter.pen.internal;
