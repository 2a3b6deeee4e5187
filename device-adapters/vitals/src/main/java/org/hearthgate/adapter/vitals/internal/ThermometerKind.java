package org.hearthgate.adapter.vitals.internal;

import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.device.DeviceKind;
import org.hearthgate.api.device.HeardDevice;
import org.osgi.service.component.annotations.Component;

/** Lets the installer's inbox recognise a thermometer and take it into use. */
@Component(name = ThermometerKind.PID, configurationPid = ThermometerKind.PID)
public final class ThermometerKind implements DeviceKind {
    static final String PID = ThermometerAdapter.PID + ".kind";

    @Override
    public String id() {
        return "thermometer";
    }

    @Override
    public String title() {
        return "Thermometer";
    }

    @Override
    public String factoryPid() {
        return ThermometerAdapter.PID;
    }

    @Override
    public String addressKey() {
        return "bluetoothAddress";
    }

    @Override
    public Optional<Map<String, Object>> settingsFor(HeardDevice device) {
        return device.transport().equals("bluetooth") && device.offers().contains("1809")
                ? Optional.of(Map.of())
                : Optional.empty();
    }

    @Override
    public boolean wantsPairing() {
        return false;
    }
}
