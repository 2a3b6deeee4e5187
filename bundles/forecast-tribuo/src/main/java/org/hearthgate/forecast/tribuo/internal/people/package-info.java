/** Forecasts of recorded people by the protocol of a study: for an honest figure, and to train the model for everybody. */
package org.hearthgate.forecast.tribuo.internal.people;
