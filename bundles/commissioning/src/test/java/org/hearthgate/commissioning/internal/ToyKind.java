package org.hearthgate.commissioning.internal;

import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.device.DeviceKind;
import org.hearthgate.api.device.HeardDevice;

/** The kind of the toy sensors: whatever offers {@code toy}. */
record ToyKind(boolean wantsPairing, boolean shared) implements DeviceKind {
    static final String FACTORY = "org.hearthgate.adapter.toy";

    @Override
    public String id() {
        return "toy";
    }

    @Override
    public String title() {
        return "Toy sensor";
    }

    @Override
    public String factoryPid() {
        return FACTORY;
    }

    @Override
    public String addressKey() {
        return "bluetoothAddress";
    }

    @Override
    public Optional<Map<String, Object>> settingsFor(HeardDevice device) {
        if (device.offers().contains("broken")) {
            throw new UnsupportedOperationException("this one takes the kind apart");
        }
        return device.offers().contains("toy") ? Optional.of(Map.of("colour", "blue")) : Optional.empty();
    }
}
