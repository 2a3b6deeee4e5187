/** What is laid inside the bundle as a fragment, so that Tribuo is seen as the bundle sees it. */
package org.hearthgate.forecast.tribuo.internal.inside;
