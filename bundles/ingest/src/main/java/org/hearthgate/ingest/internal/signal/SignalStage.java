package org.hearthgate.ingest.internal.signal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.ingest.internal.stage.Stage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Gives readings their reasons: looks at each in the light of its sensor's last hours and of the person who wears it, adds doubts to it,
 * and adds an artefact to the record when a stretch is over. Within a batch it looks in order of time, so that a history that comes
 * newest first is judged like one that came in time.
 */
@Component(configurationPid = SignalStage.PID, name = SignalStage.PID, service = Stage.class)
@Designate(ocd = SignalStage.Config.class)
public final class SignalStage implements Stage {
    static final String PID = "org.hearthgate.ingest.signal";
    private static final Duration AHEAD = Duration.ofMinutes(10);
    private static final int MOST_SENSORS = 1024;

    /** How much is remembered. */
    @ObjectClassDefinition(name = "Signal", description = "Reasons to doubt a sensor, as values on its readings")
    public @interface Config {
        @AttributeDefinition(
                name = "Sensors",
                description = "So many are remembered, each with three hours; the one not heard for longest goes first",
                min = "1",
                max = "1024")
        int sensors() default 64;
    }

    private final Memory memory;
    private final ZoneId zone;
    private final List<DeviceTraits> devices = new CopyOnWriteArrayList<>();

    @Activate
    public SignalStage(@Reference ObservationStore store, @Reference Household household, Config config) {
        if (config.sensors() < 1 || config.sensors() > MOST_SENSORS) {
            throw new IllegalArgumentException(PID + ": sensors must be 1 to " + MOST_SENSORS);
        }
        zone = household.zone();
        memory = new Memory(store, zone, config.sensors());
    }

    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE)
    void addDevice(DeviceTraits device) {
        devices.add(device);
    }

    void removeDevice(DeviceTraits device) {
        devices.remove(device);
    }

    @Override
    public String name() {
        return "signal";
    }

    @Override
    public int order() {
        return 200;
    }

    @Override
    public Passed pass(List<Observation> observations, Instant now) {
        var order = new ArrayList<Integer>(observations.size());
        for (int i = 0; i < observations.size(); i++) {
            order.add(i);
        }
        if (observations.size() > 1) {
            // what is no reading goes first at one instant: the fingerstick before the reading that it is compared with
            order.sort(Comparator.comparing((Integer i) -> observations.get(i).measuredAt())
                    .thenComparing(i -> observations.get(i) instanceof GlucoseReading));
        }
        var passed = new ArrayList<>(observations);
        var derived = new ArrayList<Observation>();
        for (int i : order) {
            passed.set(i, judge(observations.get(i), now, derived));
        }
        return new Passed(passed, derived);
    }

    private Observation judge(Observation observation, Instant now, List<Observation> derived) {
        if (observation.quality().has(Doubt.Flag.TEST) || observation.quality().has(Doubt.Flag.FUTURE)) {
            return observation; // says nothing about the sensor, or would be newest for as long as its clock is ahead
        }
        if (!(observation instanceof GlucoseReading reading)) {
            memory.heard(observation, this::traits, now);
            return observation;
        }
        Sensor sensor = memory.sensor(reading, this::traits, now);
        sensor.forgetIfAfter(now.plus(AHEAD));
        Sample sample = sensor.judge(reading, traits(reading.device().value()), memory.wearer(reading.person()));
        derived.addAll(sample.derived());
        Origin origin = reading.origin();
        for (Doubt doubt : sample.doubts()) {
            origin = origin.withDoubt(doubt);
        }
        return sample.doubts().isEmpty() ? reading : reading.withOrigin(origin);
    }

    private Traits traits(String device) {
        Traits best = Traits.UNSAID;
        int fit = 0;
        for (DeviceTraits traits : devices) {
            int fits = traits.fits(device);
            if (fits > fit) {
                fit = fits;
                best = traits.traits();
            }
        }
        return best;
    }

    /** {@return how many readings are remembered, for the test that says memory stays flat} */
    int remembered() {
        return memory.remembered();
    }
}
