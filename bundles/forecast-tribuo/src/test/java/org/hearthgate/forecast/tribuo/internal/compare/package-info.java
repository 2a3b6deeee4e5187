/** The comparison of models on real people, a command of its own: {@code bundles/forecast-tribuo/compare}. None of it is shipped. */
package org.hearthgate.forecast.tribuo.internal.compare;
