/** A simulated insulin pen, written from the standards: put into a test as a card, or into a virtual reader behind a real pcscd. */
package org.hearthgate.adapter.pen.testpen;
