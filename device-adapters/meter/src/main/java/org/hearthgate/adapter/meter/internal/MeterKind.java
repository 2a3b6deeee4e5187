package org.hearthgate.adapter.meter.internal;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.device.DeviceKind;
import org.hearthgate.api.device.HeardDevice;
import org.osgi.service.component.annotations.Component;

/** Lets the installer's inbox recognise a blood glucose meter and say how it is to be configured. */
@Component(name = "org.hearthgate.adapter.meter.kind", configurationPid = "org.hearthgate.adapter.meter.kind")
public final class MeterKind implements DeviceKind {
    private static final String SERVICE = "1808";

    @Override
    public String id() {
        return MeterAdapter.NAME;
    }

    @Override
    public String title() {
        return "Blood glucose meter";
    }

    @Override
    public String factoryPid() {
        return MeterAdapter.PID;
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
                name.contains("caresens") && name.contains("dual") ? Map.of("ketoneByMealSix", true) : Map.of());
    }

    @Override
    public boolean wantsPairing() {
        return true;
    }
}
