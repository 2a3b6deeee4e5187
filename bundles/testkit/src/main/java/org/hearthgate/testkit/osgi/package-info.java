/** A framework with one room in it and nothing else of the hub, for tests of a bundle as it is shipped. */
package org.hearthgate.testkit.osgi;
