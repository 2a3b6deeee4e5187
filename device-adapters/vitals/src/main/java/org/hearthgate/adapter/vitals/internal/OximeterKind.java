package org.hearthgate.adapter.vitals.internal;

import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.device.DeviceKind;
import org.hearthgate.api.device.HeardDevice;
import org.osgi.service.component.annotations.Component;

/** Lets the installer's inbox recognise a pulse oximeter and take it into use. */
@Component(name = OximeterKind.PID, configurationPid = OximeterKind.PID)
public final class OximeterKind implements DeviceKind {
    static final String PID = OximeterAdapter.PID + ".kind";

    @Override
    public String id() {
        return "oximeter";
    }

    @Override
    public String title() {
        return "Pulse oximeter";
    }

    @Override
    public String factoryPid() {
        return OximeterAdapter.PID;
    }

    @Override
    public String addressKey() {
        return "bluetoothAddress";
    }

    @Override
    public Optional<Map<String, Object>> settingsFor(HeardDevice device) {
        return device.transport().equals("bluetooth") && device.offers().contains("1822")
                ? Optional.of(Map.of())
                : Optional.empty();
    }

    @Override
    public boolean wantsPairing() {
        return false;
    }
}
