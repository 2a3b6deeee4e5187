/** Scales: Bluetooth weight and body composition, and Xiaomi's advertisements. */
package org.hearthgate.adapter.scale.internal;
