package org.hearthgate.notify.homeassistant.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.notify.SelfTest;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is true now, and what of it was not said yet. One thread, except the two notes that something may have changed, which wait for
 * nobody.
 */
final class Present {
    private static final Logger LOG = LoggerFactory.getLogger(Present.class);

    private final HouseSettings settings;
    private final ObservationStore store;
    private final Household household;
    private final Neighbours neighbours;
    private final HubClock clock;
    private final AtomicBoolean glucoseMoved = new AtomicBoolean(true);
    private final AtomicBoolean alertsMoved = new AtomicBoolean(true);
    private final Map<String, ObjectNode> said = new HashMap<>();
    private final Map<Subject, Instant> stale = new HashMap<>();
    private volatile boolean storeFails;

    Present(
            HouseSettings settings,
            ObservationStore store,
            Household household,
            Neighbours neighbours,
            HubClock clock) {
        this.settings = settings;
        this.store = store;
        this.household = household;
        this.neighbours = neighbours;
        this.clock = clock;
    }

    /** Any thread. */
    void glucoseMoved() {
        glucoseMoved.set(true);
    }

    /** Any thread. */
    void alertsMoved() {
        alertsMoved.set(true);
    }

    /** {@return whether readings could not be read the last time} Any thread. */
    boolean storeFails() {
        return storeFails;
    }

    /** Has everything said again: the line is new, or Home Assistant is. */
    void forgetWhatWasSaid() {
        said.clear();
        glucoseMoved.set(true);
        alertsMoved.set(true);
    }

    /** {@return what changed since it was said} */
    List<Message> changed() {
        var messages = new ArrayList<Message>();
        if (alertsMoved.getAndSet(false)) {
            alarms().forEach(messages::add);
        }
        Instant now = clock.now();
        boolean moved = glucoseMoved.getAndSet(false);
        for (Subject person : settings.people()) {
            Instant until = stale.get(person);
            if (moved || until != null && !now.isBefore(until)) {
                glucose(person, now).ifPresent(messages::add);
            }
        }
        return messages;
    }

    /**
     * {@return what is said again and again: that the hub lives and how it is, and what is open, for an alarm that somebody did not hear
     * of. Readings are not among them: each was new once}
     */
    List<Message> beat() {
        var topics = settings.topics();
        Optional<SelfTest.Result> drill = neighbours.selfTest().flatMap(SelfTest::latest);
        var messages = new ArrayList<Message>();
        messages.add(Message.passing(topics.heartbeat(), HubPulse.heartbeat(clock.now(), clock.trusted())));
        messages.add(Message.passing(topics.health(), HubPulse.health(neighbours.probes(), drill)));
        settings.subjects().forEach(subject -> messages.add(alarm(subject)));
        return messages;
    }

    private Stream<Message> alarms() {
        return settings.subjects().map(this::alarm);
    }

    private Message alarm(Subject subject) {
        return Message.passing(
                settings.topics().alarm(subject),
                AlarmState.of(neighbours.board(), Wording.of(subject, settings, household)));
    }

    private Optional<Message> glucose(Subject person, Instant now) {
        var look = settings.appearance();
        try {
            GlucoseState state = GlucoseState.of(store, person.person(), look.unit(), look.expireAfter(), now);
            storeFails = false;
            state.until().ifPresentOrElse(until -> stale.put(person, until), () -> stale.remove(person));
            String topic = settings.topics().glucose(person);
            return state.json().equals(said.put(topic, state.json()))
                    ? Optional.empty()
                    : Optional.of(Message.passing(topic, state.json()));
        } catch (StoreException e) {
            if (!storeFails) {
                LOG.warn("Home Assistant '{}' is told no readings: the record cannot be read", settings.name(), e);
            }
            storeFails = true;
            return Optional.empty();
        }
    }
}
