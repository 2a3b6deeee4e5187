package org.hearthgate.adapter.vitals.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattLink;
import org.hearthgate.api.gatt.GattSession;
import org.hearthgate.api.gatt.GattUuid;
import org.hearthgate.api.gatt.GattValue;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.BodyTemperature;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Takes one thermometer into use. Only final temperatures count; what it shows on the way there (2A1E) is not listened to. */
@Component(
        name = ThermometerAdapter.PID,
        configurationPid = ThermometerAdapter.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ThermometerAdapter.Config.class, factory = true)
public final class ThermometerAdapter implements DeviceAdapter {
    static final String PID = "org.hearthgate.adapter.vitals.thermometer";

    private static final UUID SERVICE = GattUuid.of(0x1809);
    private static final UUID TYPE = GattUuid.of(0x2A1D);

    private final DeviceLine line;
    private volatile Optional<String> site = Optional.empty();

    /** Settings of one thermometer. */
    @ObjectClassDefinition(name = "Device: thermometer")
    public @interface Config {
        @AttributeDefinition(name = "Person", description = "Id of the person whose thermometer it is")
        String person();

        @AttributeDefinition(name = "Label", description = "What the family calls it", required = false)
        String label() default "";

        @AttributeDefinition(name = "Bluetooth address", description = "AA:BB:CC:DD:EE:FF, as the inbox shows it")
        String bluetoothAddress();

        @AttributeDefinition(name = "Bonded", description = "Whether it has to be paired before it tells anything")
        boolean bonded() default false;

        @AttributeDefinition(name = "Set clock", description = "Whether a wrong clock of the thermometer is set")
        boolean setClock() default true;

        @AttributeDefinition(
                name = "Listen (seconds)",
                description = "How long to wait for a further value before hanging up",
                min = "5",
                max = "300")
        int listenSeconds() default 60;
    }

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which and what to do */
    @Activate
    public ThermometerAdapter(
            @Reference GattLink link,
            @Reference ObservationSink sink,
            @Reference Household household,
            @Reference HubClock clock,
            Config config) {
        Duration listenFor = Settings.seconds(PID, "listenSeconds", config.listenSeconds(), 5, 300);
        line = new DeviceLine(
                link, sink, household, clock, config.bluetoothAddress(), config.person(), config.setClock());
        line.open(new WhenHeardDialogue(
                "thermometer", 0x1809, 0x2A1C, config.bonded(), listenFor, line, this::askSite, this::take));
    }

    /** Where a thermometer always measures at one site it says so once, not with each value. */
    private void askSite(GattSession session) throws GattException, InterruptedException {
        if (!session.has(SERVICE, TYPE)) {
            return;
        }
        try {
            site = Optional.of(BodySite.word(TemperatureDecoder.site(session.read(SERVICE, TYPE))));
        } catch (FrameException e) {
            site = Optional.empty();
        } catch (GattException e) {
            if (e.reason() == GattException.Reason.LOST) {
                throw e;
            }
        }
    }

    private void take(GattValue value) {
        try {
            TemperatureMeasurement told = TemperatureDecoder.measurement(value.octets());
            BigDecimal celsius =
                    told.celsius().orElseThrow(() -> new FrameException("the thermometer says that it has no value"));
            line.keep(List.of(
                    new BodyTemperature(line.origin(line.person(), value, told.time()), celsius.doubleValue())));
            told.site().ifPresent(number -> site = Optional.of(BodySite.word(number)));
        } catch (FrameException e) {
            line.refuse(value, e.getMessage());
        } catch (IllegalArgumentException e) {
            line.refuse(value, "no body has such a temperature");
        }
    }

    @Override
    public String name() {
        return DeviceLine.ADAPTER;
    }

    @Override
    public List<DeviceStatus> devices() {
        return List.of(line.status(site.map(word -> "It measures at: " + word)));
    }

    @Deactivate
    void close() {
        line.close();
    }
}
