package org.hearthgate.adapter.cgm.internal;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.device.DeviceKind;
import org.hearthgate.api.device.HeardDevice;
import org.osgi.service.component.annotations.Component;

/** Lets the installer's inbox recognise a continuous sensor and say how it is to be configured. */
@Component(name = "org.hearthgate.adapter.cgm.kind", configurationPid = "org.hearthgate.adapter.cgm.kind")
public final class CgmKind implements DeviceKind {
    private static final String SERVICE = "181F";

    @Override
    public String id() {
        return CgmAdapter.NAME;
    }

    @Override
    public String title() {
        return "Continuous glucose sensor";
    }

    @Override
    public String factoryPid() {
        return CgmAdapter.PID;
    }

    @Override
    public String addressKey() {
        return "bluetoothAddress";
    }

    @Override
    public Optional<Map<String, Object>> settingsFor(HeardDevice device) {
        if (!device.transport().equals("bluetooth") || !device.offers().contains(SERVICE)) {
            return Optional.empty();
        }
        String name = device.name().orElse("").toLowerCase(Locale.ROOT);
        return Optional.of(
                name.contains("smartguide") || name.contains("accu-chek")
                        ? Map.of("warmUpMinutes", 60, "intervalMinutes", 5)
                        : Map.of());
    }

    @Override
    public boolean wantsPairing() {
        return true;
    }
}
