/** The simple model of one person: trained by Tribuo at night, served without it. What a forecast falls back to when the larger one drifts. */
package org.hearthgate.forecast.tribuo.internal.linear;
