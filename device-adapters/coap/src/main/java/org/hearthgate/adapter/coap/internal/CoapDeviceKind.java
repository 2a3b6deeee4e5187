package org.hearthgate.adapter.coap.internal;

import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.device.DeviceKind;
import org.hearthgate.api.device.HeardDevice;
import org.osgi.service.component.annotations.Component;

/** Lets the installer take a device into use that speaks to the hub by itself. */
@Component(
        name = "org.hearthgate.adapter.coap.device.kind",
        configurationPid = "org.hearthgate.adapter.coap.device.kind")
public final class CoapDeviceKind implements DeviceKind {
    @Override
    public String id() {
        return "coap-device";
    }

    @Override
    public String title() {
        return "Device that sends over CoAP";
    }

    @Override
    public String factoryPid() {
        return CoapDevice.PID;
    }

    @Override
    public String addressKey() {
        return "deviceUrn";
    }

    @Override
    public Optional<Map<String, Object>> settingsFor(HeardDevice device) {
        return device.transport().equals(CoapDiscovery.TRANSPORT) && DeviceUrn.isWellFormed(device.address())
                ? Optional.of(Map.of())
                : Optional.empty();
    }

    @Override
    public boolean wantsPairing() {
        return false;
    }
}
