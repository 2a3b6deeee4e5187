/** What an alarm sounds like, and the way to the sound card. Never deployed: each room that uses it carries its own copy inside. */
package org.hearthgate.tones;
