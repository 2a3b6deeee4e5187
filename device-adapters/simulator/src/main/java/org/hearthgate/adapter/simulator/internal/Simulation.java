package org.hearthgate.adapter.simulator.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.hearthgate.adapter.simulator.internal.person.Course;
import org.hearthgate.adapter.simulator.internal.person.Happening;
import org.hearthgate.adapter.simulator.internal.person.VirtualPerson;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;

/**
 * Walks one virtual person along the hub's clock and hands over what their devices tell. Survives a clock that jumps: a long absence is
 * filled back to the stated hours, a step back begins anew at the new time. Safe on every thread.
 */
final class Simulation {
    static final String ADAPTER = "simulator";
    private static final Duration FRESH = Duration.ofMinutes(11);
    private static final Duration TOLERATED_STEP_BACK = Duration.ofMinutes(10);
    private static final Duration SILENCE = Duration.ofMinutes(16);
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);
    private static final Duration BACKFILL_MAY_WAIT = Duration.ofHours(1);

    private final PersonId person;
    private final DeviceId device;
    private final Supplier<VirtualPerson> birth;
    private final HubClock clock;
    private final Duration backfill;
    private final Backlog backlog;
    private Optional<VirtualPerson> virtual = Optional.empty();
    private Optional<Course> course = Optional.empty();
    private volatile Optional<Instant> lastReading = Optional.empty();
    private volatile Optional<String> whySilent = Optional.empty();

    /** @param birth makes the virtual person; called on the thread of the first tick, because it takes a moment */
    Simulation(
            PersonId person, Supplier<VirtualPerson> birth, HubClock clock, Duration backfill, ObservationSink sink) {
        this.person = person;
        this.birth = birth;
        this.clock = clock;
        this.backfill = backfill;
        device = new DeviceId(ADAPTER + ":" + person);
        backlog = new Backlog(sink, this::heard, clock::now, longestWait(), device.value());
    }

    /** Lives up to now and offers what there is to tell. */
    void tick() {
        live();
        backlog.offer();
    }

    private synchronized void live() {
        Instant now = clock.now(); // asked in the lock: a tick that waited for it must not take the person back in time
        VirtualPerson somebody = virtual.orElseGet(birth);
        virtual = Optional.of(somebody);
        Course alive = course.filter(c -> !isLost(c, now)).orElseGet(() -> new Course(somebody, now.minus(backfill)));
        course = Optional.of(alive);
        alive.liveUntil(now, this::happened);
        whySilent = alive.whySilent();
    }

    private boolean isLost(Course alive, Instant now) {
        Duration behind = Duration.between(alive.reached(), now);
        return behind.compareTo(TOLERATED_STEP_BACK.negated()) < 0 || behind.compareTo(longestAbsence()) > 0;
    }

    /** The whole backfill outlives a sink that is busy at first, on a clock that may run fast. */
    private Duration longestWait() {
        Duration past = backfill.plus(BACKFILL_MAY_WAIT);
        return past.compareTo(LONGEST_WAIT) > 0 ? past : LONGEST_WAIT;
    }

    private Duration longestAbsence() {
        return backfill.compareTo(LONGEST_WAIT) > 0 ? backfill : LONGEST_WAIT;
    }

    private void happened(Happening happening) {
        backlog.add(happening);
        if (happening.sequence().isPresent()) {
            lastReading = Optional.of(happening.at());
        }
    }

    private Observation heard(Happening happening, Instant now) {
        Origin origin = Origin.of(person, device, happening.at(), now, Provenance.of(ADAPTER));
        if (happening.sequence().isPresent()) {
            origin = origin.withSequence(happening.sequence().getAsLong());
        }
        if (Duration.between(happening.knownAt(), now).compareTo(FRESH) > 0) {
            origin = origin.withDoubt(Doubt.Flag.LATE, "Filled in by the simulator after the event");
        }
        return happening.form().apply(origin);
    }

    /** {@return how the virtual sensor fares; any thread, at once} */
    DeviceStatus status() {
        Optional<String> silentFor = whySilent;
        Optional<Instant> last = lastReading;
        if (last.isEmpty()) {
            return status(DeviceStatus.State.WAITING, silentFor.orElse("The virtual person is being brought to life"));
        }
        if (Duration.between(last.get(), clock.now()).compareTo(SILENCE) > 0) {
            return status(
                    DeviceStatus.State.LOST, silentFor.orElse("The virtual person has stopped; restart the simulator"));
        }
        return status(DeviceStatus.State.HEARD, "A simulated sensor: no person wears it");
    }

    private DeviceStatus status(DeviceStatus.State state, String why) {
        return new DeviceStatus(device, Optional.of(person), state, lastReading, why);
    }

    void close() {
        backlog.close();
    }
}
