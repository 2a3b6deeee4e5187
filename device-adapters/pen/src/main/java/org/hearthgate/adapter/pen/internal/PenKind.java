package org.hearthgate.adapter.pen.internal;

import java.util.Map;
import java.util.Optional;
import org.hearthgate.adapter.pen.internal.novo.NovoPen;
import org.hearthgate.api.device.DeviceKind;
import org.hearthgate.api.device.HeardDevice;
import org.osgi.service.component.annotations.Component;

/** Tells the installer's inbox that a touched pen can be taken into use. */
@Component(name = PenKind.PID, configurationPid = PenKind.PID, service = DeviceKind.class)
public final class PenKind implements DeviceKind {
    static final String PID = "org.hearthgate.adapter.pen.kind";

    @Override
    public String id() {
        return "pen";
    }

    @Override
    public String title() {
        return "Insulin pen";
    }

    @Override
    public String factoryPid() {
        return PenAdapter.PID;
    }

    @Override
    public String addressKey() {
        return "serial";
    }

    @Override
    public Optional<Map<String, Object>> settingsFor(HeardDevice device) {
        return device.transport().equals(NfcRoom.TRANSPORT) && device.offers().contains(NovoPen.NAME)
                ? Optional.of(Map.of("purpose", "bolus"))
                : Optional.empty();
    }

    @Override
    public boolean wantsPairing() {
        return false;
    }
}
