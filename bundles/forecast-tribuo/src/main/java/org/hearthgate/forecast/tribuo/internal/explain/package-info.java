/** Why a forecast is as it is: shares of single features gathered into what a parent would name. */
package org.hearthgate.forecast.tribuo.internal.explain;
