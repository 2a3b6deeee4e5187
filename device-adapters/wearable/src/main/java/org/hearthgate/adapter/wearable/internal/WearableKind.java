package org.hearthgate.adapter.wearable.internal;

import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.device.DeviceKind;
import org.hearthgate.api.device.HeardDevice;
import org.osgi.service.component.annotations.Component;

/** Lets the installer take a strap into use. */
@Component(name = "org.hearthgate.adapter.wearable.kind", configurationPid = "org.hearthgate.adapter.wearable.kind")
public final class WearableKind implements DeviceKind {
    @Override
    public String id() {
        return "wearable";
    }

    @Override
    public String title() {
        return "Heart rate strap or watch";
    }

    @Override
    public String factoryPid() {
        return WearableAdapter.PID;
    }

    @Override
    public String addressKey() {
        return "bluetoothAddress";
    }

    @Override
    public Optional<Map<String, Object>> settingsFor(HeardDevice device) {
        return device.transport().equals("bluetooth") && device.offers().contains("180D")
                ? Optional.of(Map.of("everySeconds", WearableAdapter.EVERY_SECONDS))
                : Optional.empty();
    }

    /** Straps talk to whoever connects. */
    @Override
    public boolean wantsPairing() {
        return false;
    }
}
