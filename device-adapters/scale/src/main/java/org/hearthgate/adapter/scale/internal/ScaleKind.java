package org.hearthgate.adapter.scale.internal;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.device.DeviceKind;
import org.hearthgate.api.device.HeardDevice;
import org.osgi.service.component.annotations.Component;

/** Lets the installer's inbox recognise a scale and take it into use. */
@Component(name = ScaleKind.PID, configurationPid = ScaleKind.PID)
public final class ScaleKind implements DeviceKind {
    static final String PID = "org.hearthgate.adapter.scale.kind";

    private static final Set<String> SERVICES = Set.of("181D", "181B");
    /** As Mi Scale 1 and 2 call themselves. */
    private static final Set<String> XIAOMI =
            Set.of("MI SCALE", "MI_SCALE", "MI SCALE2", "MI_SCALE2", "MIBCS", "MIBFS");

    @Override
    public String id() {
        return "scale";
    }

    @Override
    public String title() {
        return "Scale";
    }

    @Override
    public String factoryPid() {
        return ScaleAdapter.PID;
    }

    @Override
    public String addressKey() {
        return ScaleAdapter.ADDRESS;
    }

    @Override
    public Optional<Map<String, Object>> settingsFor(HeardDevice device) {
        String name = device.name().orElse("").strip().toUpperCase(Locale.ROOT);
        boolean scale = XIAOMI.contains(name) || device.offers().stream().anyMatch(SERVICES::contains);
        if (!device.transport().equals("bluetooth") || !scale) {
            return Optional.empty();
        }
        return Optional.of(Map.of("speaks", XIAOMI.contains(name) ? "xiaomi" : "standard"));
    }

    /** A scale that wants a bond asks for it when it is first connected; most want none. */
    @Override
    public boolean wantsPairing() {
        return false;
    }

    @Override
    public boolean shared() {
        return true;
    }
}
