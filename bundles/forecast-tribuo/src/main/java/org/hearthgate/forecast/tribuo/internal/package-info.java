/** Glucose ahead: features, models, their training, and the forecasts that come of them. */
package org.hearthgate.forecast.tribuo.internal;
