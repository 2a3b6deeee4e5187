package org.hearthgate.ingest.internal.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.store.ObservationStore;

/**
 * Notes each {@link Spell} in the record together with the first rows that are stamped by it, so that none is ever in the record without it.
 * Confined to the pipeline's thread.
 */
final class Spells {
    /** Not the device of the hub's steps: two events of one device at one moment are one. */
    static final DeviceId DEVICE = new DeviceId("hub-clock");

    static final Doubt UNKNOWN = new Doubt(Doubt.Flag.HUB_CLOCK, "the hub did not know the time then");
    private static final String THIS_RUN = UUID.randomUUID().toString();

    private final ObservationStore store;
    private final HubClock clock;
    private final Household household;
    private final List<Observation> unsaved = new ArrayList<>();
    private Optional<Spell> current = Optional.empty();
    private long lastPosition;

    Spells(ObservationStore store, HubClock clock, Household household) {
        this.store = store;
        this.clock = clock;
        this.household = household;
    }

    /** {@return what names that which the elapsed time of this clock counts from} */
    static String run(HubClock clock) {
        return clock.boot().orElse(THIS_RUN);
    }

    /**
     * Asked for each batch, before it is committed.
     *
     * @param stepped how far the clock was moved since the batch before; zero when it was not
     * @return what is to be committed with it; again if that failed
     */
    List<Observation> note(Instant now, Duration elapsed, Duration stepped) {
        if (!unsaved.isEmpty() && store.lastPosition() > lastPosition) {
            unsaved.clear();
        }
        if (clock.trusted()) {
            current = Optional.empty();
        } else if (current.isEmpty() || !stepped.isZero()) {
            lastPosition = store.lastPosition();
            long offset = now.minus(elapsed).toEpochMilli();
            current = Optional.of(current.map(before -> new Spell(
                            before.run(), before.after(), now.minus(stepped).toEpochMilli() + 1, offset))
                    .orElseGet(() -> new Spell(run(clock), lastPosition, 0, offset)));
            note(current.get(), now);
        }
        return List.copyOf(unsaved);
    }

    private void note(Spell spell, Instant now) {
        for (Person person : household.people()) {
            unsaved.add(new DeviceEvent(
                    Origin.of(person.id(), DEVICE, now, now, Provenance.of(ClockStage.ADAPTER))
                            .withDoubt(UNKNOWN),
                    DeviceEvent.Event.CLOCK_CHANGED,
                    spell.detail()));
        }
    }
}
