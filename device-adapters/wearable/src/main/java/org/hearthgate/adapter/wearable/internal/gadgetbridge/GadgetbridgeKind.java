package org.hearthgate.adapter.wearable.internal.gadgetbridge;

import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.device.DeviceKind;
import org.hearthgate.api.device.HeardDevice;
import org.osgi.service.component.annotations.Component;

/** Lets the installer take an exported file into use; no transport hears one. */
@Component(
        name = "org.hearthgate.adapter.wearable.gadgetbridge.kind",
        configurationPid = "org.hearthgate.adapter.wearable.gadgetbridge.kind")
public final class GadgetbridgeKind implements DeviceKind {
    @Override
    public String id() {
        return "gadgetbridge";
    }

    @Override
    public String title() {
        return "Watch through Gadgetbridge's export";
    }

    @Override
    public String factoryPid() {
        return GadgetbridgeAdapter.PID;
    }

    @Override
    public String addressKey() {
        return "file";
    }

    @Override
    public Optional<Map<String, Object>> settingsFor(HeardDevice device) {
        return Optional.empty();
    }

    @Override
    public boolean wantsPairing() {
        return false;
    }
}
