/** The local door of the commands that work on a home. */
package org.hearthgate.control.internal;
