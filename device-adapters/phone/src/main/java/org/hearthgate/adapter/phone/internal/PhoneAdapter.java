package org.hearthgate.adapter.phone.internal;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.store.ObservationStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** One phone in the Wi-Fi that serves readings as xDrip+ and Juggluco do: wiring only, the visits are {@link PhoneWatch}'s. */
@Component(
        name = PhoneAdapter.PID,
        configurationPid = PhoneAdapter.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = PhoneAdapter.Config.class, factory = true)
public final class PhoneAdapter implements DeviceAdapter {
    static final String PID = "org.hearthgate.adapter.phone";

    private static final Duration TICK = Duration.ofSeconds(1);

    private final PhoneWatch watch;
    private final HubClock.Repetition ticks;

    /** Settings of one phone. */
    @ObjectClassDefinition(name = "Phone with xDrip+ or Juggluco")
    public @interface Config {
        // required keys default to nothing, which is refused by name; without a default they would be null
        @AttributeDefinition(name = "Person", description = "Id of the person whose readings the phone holds")
        String person() default "";

        @AttributeDefinition(name = "Label", description = "What the family calls it", required = false)
        String label() default "";

        @AttributeDefinition(
                name = "Host",
                description = "Name or IP address of the phone in the Wi-Fi, and the port where it is not 17580")
        String host() default "";

        @AttributeDefinition(
                name = "Secret",
                description = "The secret of the app's web service, as written there; empty where it has none",
                type = AttributeType.PASSWORD,
                required = false)
        String _secret() default "";

        @AttributeDefinition(
                name = "App",
                description = "Which app serves; auto finds out",
                options = {
                    @Option(label = "find out", value = "auto"),
                    @Option(label = "xDrip+", value = "xdrip"),
                    @Option(label = "Juggluco", value = "juggluco")
                })
        String app() default "auto";

        @AttributeDefinition(
                name = "Ask every (seconds)",
                description = "While a reading is overdue; otherwise the phone is asked just after the next one is due",
                min = "10",
                max = "600")
        int pollSeconds() default 30;

        @AttributeDefinition(
                name = "Fill gaps of the last (hours)",
                description = "What is older is not asked for after an absence",
                min = "1",
                max = "72")
        int backfillHours() default 24;

        @AttributeDefinition(name = "Treatments", description = "Read insulin, food and notes entered on the phone")
        boolean treatments() default true;

        @AttributeDefinition(
                name = "Heart rate",
                description = "Read /api/v1/activity.json, which xDrip+ and Juggluco of 2026 do not serve")
        boolean heartRate() default false;

        @AttributeDefinition(name = "Steps", description = "As heart rate")
        boolean steps() default false;

        @AttributeDefinition(
                name = "Public address allowed",
                description =
                        "Ask a host outside the house too. The secret's hash and the readings then travel unencrypted")
        boolean publicAddressAllowed() default false;
    }

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which and what to do */
    @Activate
    public PhoneAdapter(
            @Reference ObservationSink sink,
            @Reference ObservationStore store,
            @Reference HubClock clock,
            Config config,
            Map<String, Object> properties) {
        PhoneSettings settings = PhoneSettings.of(config, properties);
        watch = new PhoneWatch(settings, InetAddress::getAllByName, sink, store, clock, RandomGenerator.getDefault());
        ticks = clock.every(TICK, settings.device().value(), watch::tick);
    }

    @Deactivate
    void close() {
        watch.end(); // first, or the end would wait for an answer
        ticks.close();
    }

    @Override
    public String name() {
        return PhoneSource.ADAPTER;
    }

    @Override
    public List<DeviceStatus> devices() {
        return watch.statuses();
    }
}
