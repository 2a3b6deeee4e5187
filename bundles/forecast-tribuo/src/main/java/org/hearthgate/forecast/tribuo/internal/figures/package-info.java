/** What forecasts were worth: how well chances and intervals held, and how far off the path was. Looks at what came afterwards. */
package org.hearthgate.forecast.tribuo.internal.figures;
