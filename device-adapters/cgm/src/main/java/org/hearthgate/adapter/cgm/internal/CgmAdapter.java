package org.hearthgate.adapter.cgm.internal;

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
import org.osgi.service.metatype.annotations.Option;

/** Keeps one continuous glucose sensor that speaks the Bluetooth CGM service (0x181F). */
@Component(
        name = CgmAdapter.PID,
        configurationPid = CgmAdapter.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = CgmAdapter.Config.class, factory = true)
public final class CgmAdapter implements DeviceAdapter {
    static final String PID = "org.hearthgate.adapter.cgm";
    static final String NAME = "cgm";
    private static final Duration OFFER_AGAIN = Duration.ofSeconds(5);

    /** One sensor. */
    @ObjectClassDefinition(name = "Device: continuous glucose sensor")
    public @interface Config {
        @AttributeDefinition(name = "Person", description = "Id of somebody who lives in this home")
        String person();

        @AttributeDefinition(name = "Label", description = "What the family calls it, e.g. Anna's sensor")
        String label() default "";

        @AttributeDefinition(name = "Bluetooth address", description = "AA:BB:CC:DD:EE:FF")
        String bluetoothAddress();

        @AttributeDefinition(
                name = "Lowest value (mg/dL)",
                description = "Below it the sensor says LOW",
                min = "20",
                max = "100")
        double lowMgPerDl() default 40;

        @AttributeDefinition(
                name = "Highest value (mg/dL)",
                description = "Above it the sensor says HIGH",
                min = "200",
                max = "600")
        double highMgPerDl() default 400;

        @AttributeDefinition(
                name = "Warm-up (minutes)",
                description = "Values of this time after the start wake nobody",
                min = "0",
                max = "1440")
        int warmUpMinutes() default 60;

        @AttributeDefinition(
                name = "Interval (minutes)",
                description = "Between two values, where the sensor does not tell it",
                min = "1",
                max = "60")
        int intervalMinutes() default 5;

        @AttributeDefinition(
                name = "Back-fill (hours)",
                description = "How far back gaps are filled from the sensor's memory",
                min = "0",
                max = "1080")
        int backfillHours() default 360;

        @AttributeDefinition(
                name = "Noisy below (%)",
                description = "A value whose stated quality is lower is marked noisy; it still wakes",
                min = "0",
                max = "100")
        double noisyBelowPercent() default 50;

        @AttributeDefinition(
                name = "Status octets",
                description = "In which order this model writes them",
                options = {
                    @Option(label = "As specified", value = "specified"),
                    @Option(label = "Warning, Cal/Temp, Status", value = "warning-first"),
                    @Option(label = "Status, Warning, Cal/Temp", value = "warning-second")
                })
        String statusOctets() default "specified";
    }

    private final CgmSettings settings;
    private final CgmDialogue dialogue;
    private final GattHold hold;
    private final HubClock.Repetition again;

    /** Checks the configuration and returns at once; the link keeps the sensor. */
    @Activate
    public CgmAdapter(
            @Reference GattLink bluetooth,
            @Reference ObservationSink sink,
            @Reference ObservationStore store,
            @Reference HubClock clock,
            @Reference Household household,
            Config config) {
        settings = CgmSettings.of(config);
        if (household.person(settings.person()).isEmpty()) {
            throw new IllegalArgumentException(PID + ": person '" + settings.person()
                    + "' does not live here; add org.hearthgate.person~" + settings.person() + " or correct 'person'");
        }
        dialogue = new CgmDialogue(sink, store, clock, settings);
        hold = bluetooth.hold(settings.address(), dialogue);
        again = clock.every(OFFER_AGAIN, "cgm-again-" + settings.address(), dialogue.outbox()::push);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DeviceStatus> devices() {
        GattHold.Status link = hold.status();
        return List.of(new DeviceStatus(
                settings.device(),
                Optional.of(settings.person()),
                LinkStatus.ofTalker(link),
                link.heardAt(),
                LinkStatus.why(link, dialogue.remark())));
    }

    /** Lets the sensor go; what the sink has not taken yet is asked of the sensor again at the next start. */
    @Deactivate
    public void close() {
        hold.close();
        again.close();
    }
}
