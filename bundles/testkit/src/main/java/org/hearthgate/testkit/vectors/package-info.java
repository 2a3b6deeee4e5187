/** Frames of devices with what they mean, as other projects recorded them and as the specifications say. */
package org.hearthgate.testkit.vectors;
