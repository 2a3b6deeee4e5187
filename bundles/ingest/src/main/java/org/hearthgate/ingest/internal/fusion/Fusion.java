package org.hearthgate.ingest.internal.fusion;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.signal.SensorSignal;
import org.hearthgate.api.signal.SensorSignals;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.ingest.internal.stage.Stage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one glucose series of a person's several sensors, and of one sensor's several routes, by letting readings stand aside. With one
 * sensor it adds nothing and marks nothing. The method is told in docs/fusion.md.
 */
@Component(
        configurationPid = Fusion.PID,
        name = Fusion.PID,
        service = {Stage.class, SensorSignals.class})
@Designate(ocd = Fusion.Config.class)
public final class Fusion implements Stage, SensorSignals {
    static final String PID = "org.hearthgate.ingest.fusion";

    private static final Logger LOG = LoggerFactory.getLogger(Fusion.class);
    /** So long a steady night may have shown nothing of which routes are one sensor. */
    private static final Duration REMEMBERED = Duration.ofHours(6);

    private static final Duration REMEMBERED_AT_MOST = Duration.ofHours(26);
    private static final Duration STEP_BACK = Duration.ofHours(6);
    private static final int MOST_READ = 5_000;

    /** Which sensor goes before which, and when they agree. */
    @ObjectClassDefinition(name = "Fusion", description = "One series per person from several sensors or routes")
    public @interface Config {
        @AttributeDefinition(
                name = "Precedence",
                description = "Lines 'person: device, device': these lead, the first one most. Others follow: under the"
                        + " skin before on the skin, then as first seen")
        String[] precedence() default {};

        @AttributeDefinition(
                name = "One sensor by several routes",
                description = "Lines 'person: device, device'. Found by itself too, once the samples show it")
        String[] sameSensor() default {};

        @AttributeDefinition(
                name = "Non-invasive devices",
                description = "Worn on the skin, not under it: lower trust. A name that ends in * means all that begin"
                        + " so")
        String[] nonInvasive() default {};

        @AttributeDefinition(
                name = "Silent (minutes)",
                description = "After so long without a reading another sensor leads",
                min = "6",
                max = "15")
        int silentMinutes() default 11;

        @AttributeDefinition(
                name = "Good for (minutes)",
                description = "So long a sensor must have been good before it leads again",
                min = "5",
                max = "120")
        int goodMinutes() default 15;

        @AttributeDefinition(name = "Agree within (mg/dL)", min = "5", max = "40")
        double agreeMgPerDl() default 20;

        @AttributeDefinition(
                name = "Agree within (percent)",
                description = "Whichever of the two is more",
                min = "5",
                max = "40")
        double agreePercent() default 30;
    }

    private final ObservationStore store;
    private final HubClock clock;
    private final FusionSettings settings;
    private final Map<PersonId, PersonSeries> persons = new HashMap<>();
    private final Map<PersonId, Instant> rememberedFrom = new HashMap<>();
    private volatile Map<PersonId, Signals> published = Map.of();

    @Activate
    public Fusion(@Reference ObservationStore store, @Reference HubClock clock, Config config) {
        this.store = store;
        this.clock = clock;
        settings = FusionSettings.of(config);
    }

    @Override
    public String name() {
        return "fusion";
    }

    @Override
    public int order() {
        return 300;
    }

    @Override
    public Passed pass(List<Observation> observations, Instant now) {
        var passed = new ArrayList<Observation>(observations.size());
        var derived = new ArrayList<Observation>();
        Set<PersonId> touched = new LinkedHashSet<>();
        for (Observation observation : observations) {
            if (observation instanceof GlucoseReading reading) {
                PersonSeries.Outcome outcome = series(reading, now).take(reading, now);
                passed.add(outcome.reading());
                outcome.derived().ifPresent(derived::add);
                touched.add(reading.person());
            } else {
                passed.add(observation);
                PersonSeries known = persons.get(observation.person());
                if (known != null) { // nobody's heart matters before a sensor is heard
                    known.body().take(observation);
                }
            }
        }
        publish(touched, now);
        return new Passed(passed, derived);
    }

    private void publish(Set<PersonId> touched, Instant now) {
        if (!touched.isEmpty()) {
            published = Signals.with(
                    published,
                    touched.stream()
                            .map(person -> Signals.of(person, persons.get(person), now.toEpochMilli()))
                            .toList());
        }
    }

    /** The doors let in only the people of the home, so there are few. */
    private PersonSeries series(GlucoseReading reading, Instant now) {
        PersonId person = reading.person();
        PersonSeries known = persons.get(person);
        if (known == null) {
            known = new PersonSeries(person, settings);
            persons.put(person, known);
            Instant from = now.minus(REMEMBERED);
            rememberedFrom.put(person, from);
            remember(known, person, from, now.plusSeconds(60));
        }
        Instant until = rememberedFrom.get(person);
        Instant wanted = reading.measuredAt().minus(Duration.ofMinutes(15));
        if (wanted.isBefore(until) && wanted.isAfter(now.minus(REMEMBERED_AT_MOST))) {
            Instant from = wanted.isBefore(until.minus(STEP_BACK)) ? wanted : until.minus(STEP_BACK);
            rememberedFrom.put(person, from);
            remember(known, person, from, until);
        }
        return known;
    }

    private void remember(PersonSeries series, PersonId person, Instant from, Instant until) {
        try {
            series.remember(
                    store
                            .window(ObservationQuery.of(person, from, until, ObservationKind.GLUCOSE)
                                    .newest(MOST_READ))
                            .stream()
                            .map(StoredObservation::observation)
                            .map(GlucoseReading.class::cast)
                            .sorted(Comparator.comparing(GlucoseReading::measuredAt))
                            .toList());
        } catch (
                RuntimeException
                        e) { // a stage never stands between a reading and its alarm: it begins without a memory
            LOG.warn("Fusion could not read the last hours; it learns the sensors afresh: {}", e.getMessage());
        }
    }

    @Override
    public List<SensorSignal> all() {
        return Signals.all(published, clock.now());
    }
}
