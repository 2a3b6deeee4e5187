package org.hearthgate.ingest.internal.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.Retiming;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once the hub knows the time, has the rows put right that it stamped before: how long ago that was is known as long as the machine stayed
 * on. What it finds is in the record, so it does not matter which run of the hub, or which moment, it is ended in.
 */
@Component(
        configurationPid = "org.hearthgate.ingest",
        name = "org.hearthgate.ingest.clock.correction",
        service = {})
public final class HubCorrection {
    private static final Logger LOG = LoggerFactory.getLogger(HubCorrection.class);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");
    private static final Duration SAME_MOMENT = Duration.ofMillis(200);
    private static final int MOST_EVENTS = 5_000;

    private final ObservationStore store;
    private final HubClock clock;
    private final Household household;
    private final HubClock.Repetition looking;
    private boolean believed;
    private boolean done;

    @Activate
    public HubCorrection(@Reference ObservationStore store, @Reference HubClock clock, @Reference Household household) {
        this.store = store;
        this.clock = clock;
        this.household = household;
        looking = clock.every(LOOK_EVERY, "hearthgate-clock-correction", this::look);
    }

    /** What came in while the hub was not believed has been committed by the look after the one that first finds it believed. */
    private void look() {
        if (!clock.trusted()) {
            believed = false;
            done = false;
        } else if (!believed) {
            believed = true;
        } else if (!done) {
            try {
                done = putRight();
            } catch (RuntimeException e) { // the edge of a thread: the disk may work again by the next look
                LOG.warn("Rows stamped before the hub knew the time keep their doubt for now: {}", e.getMessage());
            }
        }
    }

    /** {@return whether it could be done: both hands of the clock were read at one moment} */
    private boolean putRight() {
        Duration before = clock.elapsed();
        Instant now = clock.now();
        if (clock.elapsed().minus(before).compareTo(SAME_MOMENT) > 0) {
            return false;
        }
        List<Retiming> parts = parts(spells(), now.minus(before).toEpochMilli(), store.lastPosition());
        if (!parts.isEmpty()) {
            LOG.info("The hub knows the time now; what it stamped before in {} spells is put right", parts.size());
            store.retime(parts);
        }
        return true;
    }

    private List<Spell> spells() {
        String run = Spells.run(clock);
        var spells = new ArrayList<Spell>();
        for (Person person : household.people()) {
            store
                    .window(ObservationQuery.of(person.id(), Instant.EPOCH, END_OF_TIME, ObservationKind.DEVICE_EVENT)
                            .newest(MOST_EVENTS))
                    .stream()
                    .map(stored -> (DeviceEvent) stored.observation())
                    .filter(event -> event.device().equals(Spells.DEVICE)
                            && event.quality().has(Doubt.Flag.HUB_CLOCK))
                    .flatMap(event -> Spell.parse(event.detail()).stream())
                    .filter(spell -> spell.run().equals(run))
                    .forEach(spells::add);
        }
        return spells;
    }

    /**
     * {@return what those spells stamped and what it is off by}
     *
     * @param offset what the clock shows minus the elapsed time, now that it is right
     * @param last the end of the record
     */
    static List<Retiming> parts(List<Spell> spells, long offset, long last) {
        var runs = new TreeMap<Long, List<Spell>>();
        spells.stream()
                .distinct()
                .sorted(Comparator.comparingLong(Spell::fromMillis))
                .forEach(spell -> runs.computeIfAbsent(spell.after(), any -> new ArrayList<>())
                        .add(spell));
        var parts = new ArrayList<Retiming>();
        runs.forEach((after, of) -> {
            Long next = runs.higherKey(after);
            for (int i = 0; i < of.size(); i++) {
                Instant until =
                        i + 1 < of.size() ? Instant.ofEpochMilli(of.get(i + 1).fromMillis()) : END_OF_TIME;
                Spell spell = of.get(i);
                parts.add(new Retiming(
                        after,
                        next == null ? Math.max(after, last) : next,
                        Instant.ofEpochMilli(spell.fromMillis()),
                        until,
                        Duration.ofMillis(offset - spell.offsetMillis())));
            }
        });
        return parts;
    }

    @Deactivate
    public void close() {
        looking.close();
    }
}
