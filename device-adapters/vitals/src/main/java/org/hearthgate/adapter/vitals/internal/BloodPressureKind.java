package org.hearthgate.adapter.vitals.internal;

import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.device.DeviceKind;
import org.hearthgate.api.device.HeardDevice;
import org.osgi.service.component.annotations.Component;

/** Lets the installer's inbox recognise a blood pressure cuff and take it into use. */
@Component(name = BloodPressureKind.PID, configurationPid = BloodPressureKind.PID)
public final class BloodPressureKind implements DeviceKind {
    static final String PID = BloodPressureAdapter.PID + ".kind";

    @Override
    public String id() {
        return "blood-pressure";
    }

    @Override
    public String title() {
        return "Blood pressure cuff";
    }

    @Override
    public String factoryPid() {
        return BloodPressureAdapter.PID;
    }

    @Override
    public String addressKey() {
        return "bluetoothAddress";
    }

    @Override
    public Optional<Map<String, Object>> settingsFor(HeardDevice device) {
        return device.transport().equals("bluetooth") && device.offers().contains("1810")
                ? Optional.of(Map.of())
                : Optional.empty();
    }

    @Override
    public boolean wantsPairing() {
        return true;
    }
}
