package org.hearthgate.api.commissioning;

import static java.util.Objects.requireNonNull;

/**
 * Where a device is heard.
 *
 * @param transport as {@link org.hearthgate.api.device.DeviceDiscovery#transport()}
 * @param address as {@link org.hearthgate.api.device.HeardDevice#address()}
 */
public record DeviceAddress(String transport, String address) {
    public DeviceAddress {
        requireNonNull(transport, "transport");
        requireNonNull(address, "address");
    }
}
