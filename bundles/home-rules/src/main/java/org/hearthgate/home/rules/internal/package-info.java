/** Rules that a home writes itself, in a language that is checked before it is taken. */
package org.hearthgate.home.rules.internal;
