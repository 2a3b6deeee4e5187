package org.hearthgate.adapter.phone.internal;

import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.device.DeviceKind;
import org.hearthgate.api.device.HeardDevice;
import org.osgi.service.component.annotations.Component;

/** Lets the installer's inbox offer a phone that was found. */
@Component(name = "org.hearthgate.adapter.phone.kind", configurationPid = "org.hearthgate.adapter.phone.kind")
public final class PhoneKind implements DeviceKind {
    @Override
    public String id() {
        return PhoneSource.ADAPTER;
    }

    @Override
    public String title() {
        return "Phone with xDrip+ or Juggluco";
    }

    @Override
    public String factoryPid() {
        return PhoneAdapter.PID;
    }

    @Override
    public String addressKey() {
        return "host";
    }

    @Override
    public Optional<Map<String, Object>> settingsFor(HeardDevice device) {
        return device.transport().equals(PhoneSearch.TRANSPORT)
                ? Optional.of(Map.of("app", device.details().getOrDefault(LanProbe.APP, "auto")))
                : Optional.empty();
    }

    @Override
    public boolean wantsPairing() {
        return false;
    }
}
