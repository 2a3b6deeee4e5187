/** Heart rate straps and watches over Bluetooth. {@link org.hearthgate.adapter.wearable.internal.WearableDecoder} is pure. */
package org.hearthgate.adapter.wearable.internal;
