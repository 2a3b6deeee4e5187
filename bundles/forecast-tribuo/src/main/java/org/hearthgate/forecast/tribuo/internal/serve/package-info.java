/** Forecasts for the home, off the road to an alert: what is remembered of each person, what is honest to say, and who is told. */
package org.hearthgate.forecast.tribuo.internal.serve;
