package org.hearthgate.adapter.vitals.internal;

import java.time.Duration;
import java.util.List;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.gatt.GattLink;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Takes one pulse oximeter into use. */
@Component(
        name = OximeterAdapter.PID,
        configurationPid = OximeterAdapter.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = OximeterAdapter.Config.class, factory = true)
public final class OximeterAdapter implements DeviceAdapter {
    static final String PID = "org.hearthgate.adapter.vitals.oximeter";

    private final DeviceLine line;
    private final OximeterDialogue dialogue;

    /** Settings of one oximeter. */
    @ObjectClassDefinition(name = "Device: pulse oximeter")
    public @interface Config {
        @AttributeDefinition(name = "Person", description = "Id of the person who wears it")
        String person();

        @AttributeDefinition(name = "Label", description = "What the family calls it", required = false)
        String label() default "";

        @AttributeDefinition(name = "Bluetooth address", description = "AA:BB:CC:DD:EE:FF, as the inbox shows it")
        String bluetoothAddress();

        @AttributeDefinition(
                name = "Continuous",
                description =
                        "true: worn, e.g. over night; kept connected and thinned. false: connected when it is heard")
        boolean continuous() default false;

        @AttributeDefinition(
                name = "One reading every (seconds)",
                description = "How long a stretch of the stream makes one reading, the median",
                min = "10",
                max = "3600")
        int everySeconds() default 60;

        @AttributeDefinition(name = "Bonded", description = "Whether it has to be paired before it tells anything")
        boolean bonded() default false;

        @AttributeDefinition(name = "Set clock", description = "Whether a wrong clock of the oximeter is set")
        boolean setClock() default true;

        @AttributeDefinition(
                name = "Listen (seconds)",
                description = "How long to wait for a further spot check before hanging up",
                min = "5",
                max = "300")
        int listenSeconds() default 30;
    }

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which and what to do */
    @Activate
    public OximeterAdapter(
            @Reference GattLink link,
            @Reference ObservationSink sink,
            @Reference Household household,
            @Reference HubClock clock,
            Config config) {
        Duration listenFor = Settings.seconds(PID, "listenSeconds", config.listenSeconds(), 5, 300);
        Duration every = Settings.seconds(PID, "everySeconds", config.everySeconds(), 10, 3600);
        line = new DeviceLine(
                link, sink, household, clock, config.bluetoothAddress(), config.person(), config.setClock());
        dialogue = new OximeterDialogue(line, config.continuous(), config.bonded(), listenFor, every);
        line.open(dialogue);
    }

    @Override
    public String name() {
        return DeviceLine.ADAPTER;
    }

    @Override
    public List<DeviceStatus> devices() {
        return List.of(line.status(dialogue.note()));
    }

    @Deactivate
    void close() {
        line.close();
    }
}
