package org.hearthgate.adapter.mqtt.internal;

import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.device.DeviceKind;
import org.hearthgate.api.device.HeardDevice;
import org.osgi.service.component.annotations.Component;

/** Lets the installer's inbox offer a device that a bridge told of, where its messages say something about a body. */
@Component(name = "org.hearthgate.adapter.mqtt.kind", configurationPid = "org.hearthgate.adapter.mqtt.kind")
public final class MqttKind implements DeviceKind {
    @Override
    public String id() {
        return MqttDevice.ADAPTER;
    }

    @Override
    public String title() {
        return "Device over MQTT (Theengs, OpenMQTTGateway, zigbee2mqtt)";
    }

    @Override
    public String factoryPid() {
        return MqttDevice.PID;
    }

    @Override
    public String addressKey() {
        return "topic";
    }

    @Override
    public Optional<Map<String, Object>> settingsFor(HeardDevice device) {
        return device.transport().equals(HeardTopics.TRANSPORT)
                        && !device.offers().isEmpty()
                ? Optional.of(Map.of()) // the defaults: mapping auto
                : Optional.empty();
    }

    @Override
    public boolean wantsPairing() {
        return false;
    }
}
