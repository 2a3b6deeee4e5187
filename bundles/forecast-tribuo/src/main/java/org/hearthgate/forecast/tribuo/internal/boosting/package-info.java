/**
 * Gradient boosting of regression trees on histograms (Friedman 2001; Ke et al. 2017), in plain Java: what Tribuo offers for it is XGBoost,
 * whose native library is not there for linux-arm64.
 */
package org.hearthgate.forecast.tribuo.internal.boosting;
