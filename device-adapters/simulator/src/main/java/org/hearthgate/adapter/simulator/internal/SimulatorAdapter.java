package org.hearthgate.adapter.simulator.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.hearthgate.adapter.simulator.internal.person.TherapyKind;
import org.hearthgate.adapter.simulator.internal.person.VirtualPerson;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceStatus;
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
import org.osgi.service.metatype.annotations.Option;

/** Lets a person who does not exist live in this home, with sensor, pen or pump and a band on the wrist: for demonstration and training. */
@Component(
        name = "org.hearthgate.adapter.simulator",
        configurationPid = "org.hearthgate.adapter.simulator",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = SimulatorAdapter.Config.class, factory = true)
public final class SimulatorAdapter implements DeviceAdapter {
    private static final Duration TICK = Duration.ofSeconds(15);
    private static final int LONGEST_BACKFILL_HOURS = 90 * 24;
    private static final String LOW_SOON = "low-soon";
    private static final String NO_SCENARIO = "none";

    /** One virtual person. */
    @ObjectClassDefinition(name = "Simulator: one virtual person")
    public @interface Config {
        @AttributeDefinition(name = "Person", description = "Id of somebody who lives in this home")
        String person();

        @AttributeDefinition(name = "Seed", description = "The same seed gives the same person the same life")
        long seed() default 1;

        @AttributeDefinition(name = "Minutes between readings", min = "1", max = "15")
        int minutesBetweenReadings() default 5;

        @AttributeDefinition(
                name = "Therapy",
                options = {@Option(label = "Pump", value = "pump"), @Option(label = "Pen", value = "pen")})
        String therapy() default "pump";

        @AttributeDefinition(
                name = "Backfill (hours)",
                description = "How much past the record is given at the start",
                min = "0",
                max = "2160")
        int backfillHours() default 24;

        @AttributeDefinition(
                name = "Scenario",
                description = "low-soon: a low about ten minutes after the start",
                options = {@Option(label = "None", value = "none"), @Option(label = "Low soon", value = "low-soon")})
        String scenario() default "none";
    }

    private final Simulation simulation;
    private final Thread firstTick;
    private final HubClock.Repetition repetition;

    /** Checks the configuration and returns at once; the past is filled in on a thread of its own. */
    @Activate
    public SimulatorAdapter(
            @Reference ObservationSink sink, @Reference HubClock clock, @Reference Household household, Config config) {
        var person = new PersonId(config.person());
        if (household.person(person).isEmpty()) {
            throw new IllegalArgumentException("org.hearthgate.adapter.simulator: person '" + person
                    + "' does not live here; add org.hearthgate.person~" + person + " or correct 'person'");
        }
        if (config.backfillHours() < 0 || config.backfillHours() > LONGEST_BACKFILL_HOURS) {
            throw new IllegalArgumentException("org.hearthgate.adapter.simulator: backfillHours must be 0 to "
                    + LONGEST_BACKFILL_HOURS + ", was " + config.backfillHours());
        }
        if (!List.of(NO_SCENARIO, LOW_SOON).contains(config.scenario())) {
            throw new IllegalArgumentException("org.hearthgate.adapter.simulator: scenario must be '" + NO_SCENARIO
                    + "' or '" + LOW_SOON + "', was '" + config.scenario() + "'");
        }
        simulation = new Simulation(
                person, birth(person, household, clock, config), clock, Duration.ofHours(config.backfillHours()), sink);
        firstTick = new Thread(simulation::tick, "simulator-backfill-" + person);
        firstTick.setDaemon(true);
        firstTick.start();
        repetition = clock.every(TICK, "simulator-" + person, simulation::tick);
    }

    private static Supplier<VirtualPerson> birth(PersonId person, Household household, HubClock clock, Config config) {
        TherapyKind kind = TherapyKind.named(config.therapy());
        int minutes = VirtualPerson.checkedMinutesBetweenReadings(config.minutesBetweenReadings());
        Instant start = clock.now();
        return () -> {
            VirtualPerson born = VirtualPerson.of(seedOf(person, config.seed()), household.zone(), kind, minutes);
            return config.scenario().equals(LOW_SOON) ? born.withLowSoonAfter(start) : born;
        };
    }

    /** Two people with the default seed are still two people. */
    private static long seedOf(PersonId person, long seed) {
        long mixed = seed;
        for (char letter : person.value().toCharArray()) {
            mixed = mixed * 31 + letter;
        }
        return mixed;
    }

    @Override
    public String name() {
        return Simulation.ADAPTER;
    }

    @Override
    public List<DeviceStatus> devices() {
        return List.of(simulation.status());
    }

    /** Ends the repetition and the first thread; what the hub has not taken is made again at the next start. */
    @Deactivate
    public void close() throws InterruptedException {
        simulation.close();
        repetition.close();
        firstTick.join();
    }
}
