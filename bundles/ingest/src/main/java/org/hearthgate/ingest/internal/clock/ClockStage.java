package org.hearthgate.ingest.internal.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.signal.DeviceClock;
import org.hearthgate.api.signal.DeviceClocks;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.ingest.internal.stage.Stage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Puts right what a device's clock told wrong, and notes it: a phone three minutes ahead would otherwise deliver nothing but readings
 * from the future, and none of them may alarm. What it learns is kept in the record as events of the device, and so is every step of the
 * hub's own clock.
 */
@Component(
        configurationPid = "org.hearthgate.ingest", // what is late at the door is late here
        name = "org.hearthgate.ingest.clock",
        service = {Stage.class, DeviceClocks.class, HealthProbe.class})
public final class ClockStage implements Stage, DeviceClocks, HealthProbe {
    /** The adapter's name in the events of this stage. */
    static final String ADAPTER = "clock";

    private static final Duration REMEMBERED = Duration.ofDays(400);
    private static final Duration RECENTLY = Duration.ofHours(6);
    private static final Duration WORTH_TELLING = Duration.ofMinutes(2);
    private static final int MOST_EVENTS = 5_000;
    private static final int MOST_DEVICES = 256;

    private final HubClock clock;
    private final Duration lateAfter;
    private final Map<DeviceId, OneClock> clocks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DeviceId, OneClock> eldest) {
            return size() > MOST_DEVICES;
        }
    };
    private final Map<DeviceId, DeviceClock> seen = new HashMap<>();
    private final HubSteps steps;
    private final Spells spells;
    private volatile List<DeviceClock> told = List.of();

    /** What this stage needs to know of the pipeline's settings. */
    public @interface Config {
        int lateAfterMinutes() default 15;
    }

    /** Reads from the record what is known of the devices' clocks, and teaches the hub's clock what time it was last. */
    @Activate
    public ClockStage(
            @Reference ObservationStore store,
            @Reference HubClock clock,
            @Reference Household household,
            Config config) {
        this.clock = clock;
        spells = new Spells(store, clock, household);
        lateAfter = Duration.ofMinutes(config.lateAfterMinutes());
        household.people().forEach(person -> teach(store, person.id()));
        steps = new HubSteps(clock, household);
        household.people().forEach(person -> restore(store, person.id()));
    }

    private void teach(ObservationStore store, PersonId person) {
        store.latest(person, ObservationKind.GLUCOSE)
                .ifPresent(latest -> clock.learn(latest.observation().receivedAt()));
    }

    private void restore(ObservationStore store, PersonId person) {
        Instant until = steps.now().plus(Duration.ofDays(1));
        store
                .window(ObservationQuery.of(person, steps.now().minus(REMEMBERED), until, ObservationKind.DEVICE_EVENT)
                        .newest(MOST_EVENTS))
                .stream()
                .sorted(Comparator.comparingLong(stored -> stored.position()))
                .map(stored -> stored.observation())
                .filter(event -> event.origin().provenance().adapter().equals(ADAPTER)
                        && !event.device().equals(HubSteps.HUB))
                .forEach(event -> Piece.parse(((DeviceEvent) event).detail())
                        .ifPresent(piece -> clock(event.device()).restore(piece)));
        store.window(ObservationQuery.of(person, steps.now().minus(RECENTLY), until, ObservationKind.GLUCOSE)).stream()
                .map(StoredObservation::observation)
                .filter(reading -> !reading.quality().has(Doubt.Flag.TEST))
                .forEach(reading -> {
                    long added = reading.quality()
                            .doubt(Doubt.Flag.CLOCK_CORRECTED)
                            .map(doubt -> Math.round(doubt.measures().getOrDefault("correctionSeconds", 0.0) * 1000))
                            .orElse(0L);
                    clock(reading.device()).restore(reading.measuredAt().toEpochMilli() - added, added);
                });
    }

    private OneClock clock(DeviceId device) {
        return clocks.computeIfAbsent(device, any -> new OneClock());
    }

    @Override
    public String name() {
        return "device-clocks";
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Passed pass(List<Observation> observations, Instant now) {
        var derived = new ArrayList<Observation>();
        Duration step = steps.look();
        if (!step.isZero()) {
            clocks.values().forEach(OneClock::forgetSamples);
            derived.addAll(steps.events(step));
        }
        derived.addAll(spells.note(steps.now(), steps.elapsed(), step));
        boolean trusted = clock.trusted();
        var right = new ArrayList<Observation>(observations.size());
        var heard = new HashSet<DeviceId>();
        for (Observation observation : observations) {
            right.add(hasOwnTime(observation) ? putRight(observation, trusted, derived, heard) : observation);
        }
        tell(heard, now);
        return new Passed(right, derived);
    }

    /** A time that was read off the hub's clock says nothing about another, nor does one that may be an hour off. */
    private static boolean hasOwnTime(Observation observation) {
        return !observation.measuredAt().equals(observation.receivedAt())
                && !observation.quality().has(Doubt.Flag.AMBIGUOUS_TIME)
                && !observation.quality().has(Doubt.Flag.TEST);
    }

    private Observation putRight(
            Observation observation, boolean trusted, List<Observation> derived, Set<DeviceId> heard) {
        Origin origin = observation.origin();
        OneClock.Mapped mapped = clock(origin.device())
                .map(
                        origin.measuredAt().toEpochMilli(),
                        origin.receivedAt().toEpochMilli(),
                        steps.elapsed().toMillis(),
                        trusted && !adapterCallsItLate(origin));
        heard.add(origin.device());
        mapped.learned().ifPresent(piece -> derived.add(event(origin, origin.device(), piece.detail())));
        if (mapped.addMillis() == 0) {
            return observation;
        }
        Observation moved = observation.movedBy(Duration.ofMillis(mapped.addMillis()));
        Origin put = Timeliness.unjudge(moved.origin())
                .withDoubt(new Doubt(
                        Doubt.Flag.CLOCK_CORRECTED,
                        "the device's clock was wrong and its time has been put right",
                        Map.of("correctionSeconds", mapped.addMillis() / 1000.0)));
        return moved.withOrigin(Timeliness.judge(put, put.receivedAt(), lateAfter));
    }

    /** What its adapter knows to be a back-fill proves nothing about a clock. */
    private static boolean adapterCallsItLate(Origin origin) {
        return Timeliness.unjudge(origin).quality().has(Doubt.Flag.LATE);
    }

    /** Its time is that of the reading that proved it: sent again after a failed commit, it is the same event. */
    private static DeviceEvent event(Origin cause, DeviceId device, String detail) {
        return new DeviceEvent(
                Origin.of(cause.person(), device, cause.receivedAt(), cause.receivedAt(), Provenance.of(ADAPTER)),
                DeviceEvent.Event.CLOCK_CHANGED,
                detail);
    }

    private void tell(Set<DeviceId> heard, Instant now) {
        if (heard.isEmpty()) {
            return;
        }
        seen.keySet().retainAll(clocks.keySet());
        for (DeviceId device : heard) {
            OneClock known = clock(device);
            if (known.samples() > 0) {
                seen.put(device, new DeviceClock(device, known.ahead(), known.corrected(), known.samples(), now));
            }
        }
        told = seen.values().stream()
                .sorted(Comparator.comparing(one -> one.device().value()))
                .toList();
    }

    @Override
    public List<DeviceClock> all() {
        return told;
    }

    @Override
    public boolean onAlarmPath() {
        return false;
    }

    /** Names the worst of those that need a hand; what arrives late on a slow route counts too: for the family it is the same. */
    @Override
    public Health check() {
        return all().stream()
                .filter(one -> one.ahead().abs().compareTo(WORTH_TELLING) > 0)
                .max(Comparator.comparing(one -> one.ahead().abs()))
                .map(worst -> Health.warn(said(worst) + ": set date, time and time zone of "
                        + worst.device().value()))
                .orElseGet(() -> Health.ok("The devices' clocks agree with the hub's"));
    }

    private static String said(DeviceClock worst) {
        long seconds = worst.ahead().abs().toSeconds();
        return worst.ahead().isNegative()
                ? "Readings arrive " + seconds
                        + " s after their device's own time; its clock is behind or its route is slow"
                : "The clock of a device is " + seconds + " s ahead"
                        + (worst.corrected() ? "; its times are put right" : "");
    }
}
