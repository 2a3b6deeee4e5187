package org.hearthgate.forecast.tribuo.internal.home;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.forecast.ForecastAnswer;
import org.hearthgate.api.forecast.ForecastListener;
import org.hearthgate.api.forecast.Forecasts;
import org.hearthgate.api.forecast.GlucoseForecast;
import org.hearthgate.api.forecast.GlucoseForecaster;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.hub.ClockStep;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.hub.HubClockListener;
import org.hearthgate.api.ingest.ObservationListener;
import org.hearthgate.api.key.HubKeys;
import org.hearthgate.api.key.KeyException;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.nightly.Kept;
import org.hearthgate.forecast.tribuo.internal.nightly.Learning;
import org.hearthgate.forecast.tribuo.internal.nightly.ModelShelf;
import org.hearthgate.forecast.tribuo.internal.nightly.Night;
import org.hearthgate.forecast.tribuo.internal.nightly.Peoples;
import org.hearthgate.forecast.tribuo.internal.nightly.Standing;
import org.hearthgate.forecast.tribuo.internal.serve.Honesty;
import org.hearthgate.forecast.tribuo.internal.serve.Record;
import org.hearthgate.forecast.tribuo.internal.serve.ServedModel;
import org.hearthgate.forecast.tribuo.internal.serve.Serving;
import org.hearthgate.forecast.tribuo.internal.serve.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forecasts for everybody in the home, and learns from them at night. Nothing on the road to an alert needs it. */
@Component(
        name = ForecastConfig.PID,
        configurationPid = ForecastConfig.PID,
        immediate = true,
        service = {
            GlucoseForecaster.class,
            Forecasts.class,
            ObservationListener.class,
            HubClockListener.class,
            HealthProbe.class
        })
@Designate(ocd = ForecastConfig.class)
public final class HomeForecasts
        implements GlucoseForecaster, Forecasts, ObservationListener, HubClockListener, HealthProbe {
    private static final Logger LOG = LoggerFactory.getLogger(HomeForecasts.class);
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(30);

    /** Null while there is none: then nobody's alarm is on. */
    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    volatile AlertBoard board;

    private final HubClock clock;
    private final Household household;
    private final boolean isEnabled;
    private final PeoplesModel peoplesModel;
    private final Optional<ModelShelf> shelf;
    private final Learning learning;
    private final Serving serving;
    private final Map<PersonId, Standing> standings = new ConcurrentHashMap<>();
    private final HubClock.Repetition timer;
    private volatile String unread = "";

    @Activate
    public HomeForecasts(
            @Reference ObservationStore store,
            @Reference Household household,
            @Reference HubClock clock,
            @Reference HubKeys keys,
            ForecastConfig config) {
        Learning.Plan plan = plan(config);
        this.clock = clock;
        this.household = household;
        isEnabled = config.enabled();
        peoplesModel = new PeoplesModel(config.populationModel(), config.leaveOut());
        shelf = config.directory().isBlank()
                ? Optional.empty()
                : Optional.of(new ModelShelf(
                        Path.of(config.directory()).toAbsolutePath().normalize(), keys));
        learning = new Learning(
                new Record(store),
                () -> clock.now().atZone(household.zone()),
                this::isAlarmOn,
                plan,
                shelf.orElse(null));
        var honesty = new Honesty(Duration.ofHours(within("newSensorHours", config.newSensorHours(), 0, 48)));
        serving = new Serving(
                store,
                household,
                clock,
                config.readRecordFirst(),
                peoplesModel::load,
                person -> subject(person, honesty));
        if (isEnabled) {
            learning.start();
            serving.start();
        }
        timer = clock.every(LOOKS_EVERY, "hearthgate-forecast-timer", this::tick);
    }

    private static Learning.Plan plan(ForecastConfig config) {
        return new Learning.Plan(
                Night.of(config.nightFrom(), config.nightUntil()),
                Duration.ofMinutes(within("mostCpuMinutes", config.mostCpuMinutes(), 1, 120)),
                within("leastDays", config.leastDays(), 2, 60),
                config.nightly());
    }

    private static int within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    ForecastConfig.PID + ": " + key + " must be " + least + " to " + most + ", was " + value);
        }
        return value;
    }

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.MULTIPLE)
    void addListener(ForecastListener listener) {
        serving.add(listener);
    }

    void removeListener(ForecastListener listener) {
        serving.remove(listener);
    }

    @Deactivate
    void close() throws InterruptedException {
        timer.close();
        serving.close();
        learning.close();
    }

    // ---- the forecasts' thread

    private Subject subject(PersonId person, Honesty honesty) {
        return peoplesModel
                .get()
                .map(peoples -> {
                    var watched = new Watched();
                    var subject = new Subject(person, honesty, watched, clock.now());
                    var standing = new Standing(
                            person, peoples, subject::serve, changed -> learning.recalibrate(peoples, changed));
                    read(person, peoples).ifPresent(standing::keep);
                    watched.by = standing;
                    standings.put(person, standing);
                    return subject;
                })
                .orElseGet(() -> new Subject(person, honesty, Subject.Watcher.NOBODY, clock.now()));
    }

    private Optional<Kept> read(PersonId person, Peoples peoples) {
        if (shelf.isEmpty()) {
            return Optional.empty();
        }
        try {
            return shelf.get().read(person, peoples.prior());
        } catch (IOException | KeyException e) {
            unread = "What was learned of a person cannot be read and is learned anew: " + e.getMessage();
            LOG.warn("{}", unread);
            return Optional.empty();
        }
    }

    // ---- any thread

    private boolean isAlarmOn() {
        AlertBoard present = board;
        return present != null && present.open().stream().anyMatch(HomeForecasts::disturbs);
    }

    /** What the hub has to say of itself may stay for weeks; only what calls somebody counts of it. */
    private static boolean disturbs(Alert alert) {
        return !alert.person().equals(Alert.HUB) || alert.priority() == Priority.HIGH;
    }

    private void tick() {
        if (isEnabled) {
            serving.lookAgain();
            if (clock.trusted()) {
                peoplesModel.get().ifPresent(peoples -> learning.tick(peoples, this::here));
            }
        }
    }

    private List<Standing> here() {
        standings.keySet().retainAll(household.people().stream().map(Person::id).toList());
        return List.copyOf(standings.values());
    }

    @Override
    public Optional<GlucoseForecast> forecast(PersonId person, List<GlucoseReading> readings, Instant asOf) {
        return isEnabled ? serving.forecast(person, readings, asOf) : Optional.empty();
    }

    @Override
    public ForecastAnswer now(PersonId person) {
        return serving.now(person);
    }

    @Override
    public void committed(List<StoredObservation> committed) {
        serving.wake();
    }

    @Override
    public void stepped(ClockStep step) {
        serving.stepped();
    }

    @Override
    public String name() {
        return "forecast";
    }

    @Override
    public boolean onAlarmPath() {
        return false;
    }

    @Override
    public Health check() {
        if (!isEnabled) {
            return Health.ok("Nothing is forecast: it is switched off in the settings");
        }
        if (!peoplesModel.trouble().isEmpty()) {
            return Health.warn("Nothing is forecast: " + peoplesModel.trouble());
        }
        if (!serving.trouble().isEmpty()) {
            return Health.warn("Nothing is forecast: " + serving.trouble());
        }
        String more = learning.trouble().isEmpty() ? unread : learning.trouble();
        if (!more.isEmpty()) {
            return Health.warn(more);
        }
        long aside = standings.values().stream().filter(Standing::isSetAside).count();
        return aside == 0
                ? Health.ok("Forecasts are made for " + standings.size() + " people")
                : Health.warn(aside + " of " + standings.size()
                        + " people are forecast by a simpler model, because they no longer are as was learned: an illness, perhaps."
                        + " It is learned anew each night");
    }

    /** The standing needs its subject, and the subject its standing. */
    private static final class Watched implements Subject.Watcher {
        private Standing by;

        @Override
        public void made(History history, int newest, float[] row, ServedModel model) {
            by.made(history, newest, row, model);
        }

        @Override
        public void lookBack(History history, int clockAheadMinutes) {
            by.lookBack(history, clockAheadMinutes);
        }
    }
}
