/** Starts the framework with a home's configuration; the command line of {@code gateway-config/hub}. Not deployed as a bundle. */
package org.hearthgate.launcher;
