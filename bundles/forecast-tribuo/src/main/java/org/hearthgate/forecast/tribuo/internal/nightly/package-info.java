/** Learning from a person's own days: at night, contested, watched, and undone when they change. */
package org.hearthgate.forecast.tribuo.internal.nightly;
