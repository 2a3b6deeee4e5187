/** The component: puts serving and learning together in a home. */
package org.hearthgate.forecast.tribuo.internal.home;
