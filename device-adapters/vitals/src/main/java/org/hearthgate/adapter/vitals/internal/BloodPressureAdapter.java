package org.hearthgate.adapter.vitals.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.gatt.GattLink;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.PersonId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Takes one blood pressure cuff into use. */
@Component(
        name = BloodPressureAdapter.PID,
        configurationPid = BloodPressureAdapter.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = BloodPressureAdapter.Config.class, factory = true)
public final class BloodPressureAdapter implements DeviceAdapter {
    static final String PID = "org.hearthgate.adapter.vitals.blood-pressure";

    private final DeviceLine line;

    /** Settings of one cuff. */
    @ObjectClassDefinition(name = "Device: blood pressure cuff")
    public @interface Config {
        @AttributeDefinition(name = "Person", description = "Id of the person whose cuff it is")
        String person();

        @AttributeDefinition(name = "Label", description = "What the family calls it", required = false)
        String label() default "";

        @AttributeDefinition(name = "Bluetooth address", description = "AA:BB:CC:DD:EE:FF, as the inbox shows it")
        String bluetoothAddress();

        @AttributeDefinition(
                name = "Users of the cuff",
                description = "Whom the cuff's user numbers mean, e.g. 1=anna; empty: everything is the person's",
                required = false)
        String[] users() default {};

        @AttributeDefinition(
                name = "Bonded",
                description = "Whether it has to be paired before it tells anything; most cuffs do")
        boolean bonded() default true;

        @AttributeDefinition(name = "Set clock", description = "Whether a wrong clock of the cuff is set")
        boolean setClock() default true;

        @AttributeDefinition(
                name = "Listen (seconds)",
                description = "How long to wait for a further value before hanging up",
                min = "5",
                max = "300")
        int listenSeconds() default 30;
    }

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which and what to do */
    @Activate
    public BloodPressureAdapter(
            @Reference GattLink link,
            @Reference ObservationSink sink,
            @Reference Household household,
            @Reference HubClock clock,
            Config config) {
        Duration listenFor = Settings.seconds(PID, "listenSeconds", config.listenSeconds(), 5, 300);
        Map<Integer, PersonId> users = users(config.users());
        line = new DeviceLine(
                link, sink, household, clock, config.bluetoothAddress(), config.person(), config.setClock());
        var intake = new BloodPressureIntake(line, users);
        line.open(new WhenHeardDialogue(
                "blood-pressure", 0x1810, 0x2A35, config.bonded(), listenFor, line, session -> {}, intake::take));
    }

    private static Map<Integer, PersonId> users(String[] pairs) {
        var users = new TreeMap<Integer, PersonId>();
        for (String pair : pairs) {
            String[] parts = pair.split("=", 2);
            if (parts.length != 2
                    || !parts[0].strip().matches("\\d{1,3}")
                    || Integer.parseInt(parts[0].strip()) > 254) {
                throw new IllegalArgumentException(PID
                        + ": users wants 'number=person' with a number of 0 to 254, e.g. 1=anna, was '" + pair + "'");
            }
            users.put(Integer.parseInt(parts[0].strip()), new PersonId(parts[1].strip()));
        }
        return users;
    }

    @Override
    public String name() {
        return DeviceLine.ADAPTER;
    }

    @Override
    public List<DeviceStatus> devices() {
        return List.of(line.status(Optional.empty()));
    }

    @Deactivate
    void close() {
        line.close();
    }
}
