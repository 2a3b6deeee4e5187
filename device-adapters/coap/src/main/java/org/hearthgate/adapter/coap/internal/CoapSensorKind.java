package org.hearthgate.adapter.coap.internal;

import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.device.DeviceKind;
import org.hearthgate.api.device.HeardDevice;
import org.osgi.service.component.annotations.Component;

/** Lets the installer take a sensor into use that the hub has to ask. */
@Component(
        name = "org.hearthgate.adapter.coap.sensor.kind",
        configurationPid = "org.hearthgate.adapter.coap.sensor.kind")
public final class CoapSensorKind implements DeviceKind {
    @Override
    public String id() {
        return "coap-sensor";
    }

    @Override
    public String title() {
        return "Sensor observed over CoAP";
    }

    @Override
    public String factoryPid() {
        return CoapSensor.PID;
    }

    @Override
    public String addressKey() {
        return "uri";
    }

    @Override
    public Optional<Map<String, Object>> settingsFor(HeardDevice device) {
        boolean resource =
                device.address().startsWith("coap://") || device.address().startsWith("coaps://");
        return device.transport().equals(CoapDiscovery.TRANSPORT) && resource
                ? Optional.of(Map.of())
                : Optional.empty();
    }

    @Override
    public boolean wantsPairing() {
        return false;
    }
}
