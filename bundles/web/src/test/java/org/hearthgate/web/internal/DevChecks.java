package org.hearthgate.web.internal;

import static org.hearthgate.testkit.Given.ANNA;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.observation.DeviceId;

/** Made-up checks and devices of a hub. */
final class DevChecks {
    private DevChecks() {}

    static List<HealthProbe> well() {
        return with(Health.ok("The last backup is 3 h old"));
    }

    static List<HealthProbe> troubled() {
        return with(Health.warn("The last backup is 3 days old: /media/stick is not there. Put the stick back in"));
    }

    private static List<HealthProbe> with(Health backup) {
        return List.of(
                probe("store", Health.ok("The record takes readings")),
                probe("ingest", Health.ok("Readings are saved as they come")),
                probe("alerting", Health.ok("All 5 required rules answer")),
                probe("keys", Health.ok("The keys are a private file on this machine")),
                probe("backup", backup));
    }

    private static HealthProbe probe(String name, Health health) {
        return new HealthProbe() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean onAlarmPath() {
                return !name.equals("keys") && !name.equals("backup");
            }

            @Override
            public Health check() {
                return health;
            }
        };
    }

    record TwoDevices() implements DeviceAdapter {
        @Override
        public String name() {
            return "coap";
        }

        @Override
        public List<DeviceStatus> devices() {
            return List.of(
                    new DeviceStatus(
                            new DeviceId("urn:dev:mac:0024befffe804ff1:"),
                            Optional.of(ANNA),
                            DeviceStatus.State.HEARD,
                            Optional.of(Instant.now().minusSeconds(90)),
                            "Sends every 5 min."),
                    new DeviceStatus(
                            new DeviceId("urn:dev:ow:10e2073a01080063:"),
                            Optional.empty(),
                            DeviceStatus.State.WAITING,
                            Optional.empty(),
                            "Nothing heard yet. Put it near the hub and step on the scale once."));
        }
    }
}
