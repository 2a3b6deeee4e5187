package org.hearthgate.adapter.meter.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hearthgate.adapter.conversation.gatt.LinkStatus;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.gatt.GattHold;
import org.hearthgate.api.gatt.GattLink;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.store.ObservationStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Reads one blood glucose meter that speaks the Bluetooth Glucose service (0x1808). */
@Component(
        name = MeterAdapter.PID,
        configurationPid = MeterAdapter.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = MeterAdapter.Config.class, factory = true)
public final class MeterAdapter implements DeviceAdapter {
    static final String PID = "org.hearthgate.adapter.meter";
    static final String NAME = "meter";
    private static final Duration OFFER_AGAIN = Duration.ofSeconds(5);

    /** One meter. */
    @ObjectClassDefinition(name = "Device: blood glucose meter")
    public @interface Config {
        @AttributeDefinition(name = "Person", description = "Id of somebody who lives in this home")
        String person();

        @AttributeDefinition(name = "Label", description = "What the family calls it, e.g. Anna's meter")
        String label() default "";

        @AttributeDefinition(name = "Bluetooth address", description = "AA:BB:CC:DD:EE:FF")
        String bluetoothAddress();

        @AttributeDefinition(
                name = "Lowest value (mg/dL)",
                description = "Below it the meter says LO",
                min = "10",
                max = "100")
        double lowMgPerDl() default 20;

        @AttributeDefinition(
                name = "Highest value (mg/dL)",
                description = "Above it the meter says HI",
                min = "200",
                max = "900")
        double highMgPerDl() default 600;

        @AttributeDefinition(
                name = "Meal code 6 marks a ketone",
                description = "As the CareSens Dual has it; the number is then a tenth of a mmol/L")
        boolean ketoneByMealSix() default false;

        @AttributeDefinition(
                name = "Insulin (units per millilitre)",
                description = "Strength of the insulin entered into the meter, e.g. 100; 0: not known, kept as a note",
                min = "0",
                max = "500")
        int insulinUnitsPerMillilitre() default 0;

        @AttributeDefinition(
                name = "History (days)",
                description = "How far back the meter's memory is taken",
                min = "1",
                max = "3650")
        int historyDays() default 3650;
    }

    private final MeterSettings settings;
    private final MeterDialogue dialogue;
    private final GattHold hold;
    private final HubClock.Repetition again;

    /** Checks the configuration and returns at once; the link calls when the meter is heard. */
    @Activate
    public MeterAdapter(
            @Reference GattLink bluetooth,
            @Reference ObservationSink sink,
            @Reference ObservationStore store,
            @Reference HubClock clock,
            @Reference Household household,
            Config config) {
        settings = MeterSettings.of(config);
        if (household.person(settings.person()).isEmpty()) {
            throw new IllegalArgumentException(PID + ": person '" + settings.person()
                    + "' does not live here; add org.hearthgate.person~" + settings.person() + " or correct 'person'");
        }
        dialogue = new MeterDialogue(sink, store, clock, household, settings);
        hold = bluetooth.hold(settings.address(), dialogue);
        again = clock.every(OFFER_AGAIN, "meter-again-" + settings.address(), dialogue.outbox()::push);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DeviceStatus> devices() {
        GattHold.Status link = hold.status();
        boolean heard = link.heardAt().isPresent();
        DeviceStatus.State state =
                switch (link.state()) {
                    case TALKING -> DeviceStatus.State.HEARD;
                    // between two uses it sleeps, and that is as it should be
                    case WAITING, CONNECTING, LOST -> heard ? DeviceStatus.State.HEARD : DeviceStatus.State.WAITING;
                    case UNPAIRED, NO_RADIO -> DeviceStatus.State.LOST;
                };
        return List.of(new DeviceStatus(
                settings.device(),
                Optional.of(settings.person()),
                state,
                link.heardAt(),
                LinkStatus.why(link, dialogue.remark())));
    }

    /** Lets the meter go; what the sink has not taken yet is asked of the meter again when it next wakes. */
    @Deactivate
    public void close() {
        hold.close();
        again.close();
    }
}
