/** Real programs that tests talk to, started and ended by the tests themselves. */
package org.hearthgate.testkit.peer;
