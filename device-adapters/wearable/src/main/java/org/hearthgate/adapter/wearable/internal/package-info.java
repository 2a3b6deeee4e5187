/** Heart rate straps and watches, steps and sleep. */
package org.hearthgate.adapter.wearable.internal;
