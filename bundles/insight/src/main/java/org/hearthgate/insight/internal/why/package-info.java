/** Why an alarm came: its life in plain sentences, and the same question to the same rule once more. */
package org.hearthgate.insight.internal.why;
