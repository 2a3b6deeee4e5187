package org.hearthgate.it.soak.inside;

import java.time.Instant;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.hub.HubCommand;
import org.hearthgate.api.observation.BloodPressure;
import org.hearthgate.api.observation.BodyTemperature;
import org.hearthgate.api.observation.BodyWeight;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.OxygenSaturation;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** Tells what the record holds, as a command of the real hub: {@code witness}. Never deployed. */
public final class WitnessActivator implements BundleActivator {
    private static final int MOST_QUARANTINED = 1000;

    private ServiceTracker<ObservationStore, ObservationStore> store;
    private ServiceTracker<Household, Household> household;

    @Override
    public void start(BundleContext context) {
        store = new ServiceTracker<>(context, ObservationStore.class, null);
        household = new ServiceTracker<>(context, Household.class, null);
        store.open();
        household.open();
        var properties = new Hashtable<String, Object>();
        properties.put(HubCommand.COMMAND, "witness");
        context.registerService(HubCommand.class, new Witness(), properties);
    }

    @Override
    public void stop(BundleContext context) {
        store.close();
        household.close();
    }

    private final class Witness implements HubCommand {
        @Override
        public String name() {
            return "witness";
        }

        @Override
        public int run(List<String> arguments, Screen screen) {
            for (Person person : household.getService().people()) {
                List<StoredObservation> all = store.getService()
                        .window(ObservationQuery.of(person.id(), Instant.EPOCH, Instant.parse("2200-01-01T00:00:00Z")));
                for (StoredObservation stored : all) {
                    value(stored.observation())
                            .ifPresent(value -> screen.say(line(person, stored.observation(), value)));
                }
            }
            store.getService()
                    .quarantined(MOST_QUARANTINED)
                    .forEach(one -> screen.say("quarantined " + one.source() + " " + one.reason()));
            return OK;
        }

        private String line(Person person, Observation observation, double value) {
            return String.format(
                    Locale.ROOT,
                    "%s %s %s %d %s",
                    person.id(),
                    observation.kind().code(),
                    observation.device(),
                    observation.measuredAt().getEpochSecond(),
                    value);
        }

        private Optional<Double> value(Observation observation) {
            if (observation instanceof GlucoseReading glucose) {
                return Optional.of(glucose.mgPerDl());
            } else if (observation instanceof CapillaryGlucose glucose) {
                return Optional.of(glucose.mgPerDl());
            } else if (observation instanceof BodyWeight weight) {
                return Optional.of(weight.kilograms());
            } else if (observation instanceof HeartRate rate) {
                return Optional.of((double) rate.beatsPerMinute());
            } else if (observation instanceof BodyTemperature temperature) {
                return Optional.of(temperature.celsius());
            } else if (observation instanceof BloodPressure pressure) {
                return Optional.of(pressure.systolicMmHg());
            } else if (observation instanceof InsulinDose dose) {
                return Optional.of(dose.units());
            } else if (observation instanceof OxygenSaturation saturation) {
                return Optional.of(saturation.percent());
            }
            return Optional.empty();
        }
    }
}
