package org.hearthgate.adapter.scale.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.adapter.conversation.Allowance;
import org.hearthgate.adapter.conversation.Handover;
import org.hearthgate.adapter.conversation.Refusals;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One weighing's way: read, given to its person or asked, and nothing of it lost. May wait for the record. Any thread. */
final class WeighingIntake {
    private static final Logger LOG = LoggerFactory.getLogger(WeighingIntake.class);

    private static final int MOST_ASKED_AN_HOUR = 120;

    private final WeighingReader reader;
    private final WhoseWeight whose;
    private final AskedReadings asked;
    private final Handover handover;
    private final Refusals refusals;
    private final Allowance asks;
    private Optional<Answer> last = Optional.empty();

    private record Answer(Weighing weighing, Optional<PersonId> person) {}

    WeighingIntake(
            WeighingReader reader,
            WhoseWeight whose,
            AskedReadings asked,
            Handover handover,
            Refusals refusals,
            HubClock clock) {
        this.reader = reader;
        this.whose = whose;
        this.asked = asked;
        this.handover = handover;
        this.refusals = refusals;
        asks = new Allowance(MOST_ASKED_AN_HOUR, Duration.ofHours(1), clock);
    }

    /** Takes the frames of one weighing, in order of arrival. */
    synchronized void take(List<ScaleFrame> frames, Instant receivedAt) {
        try {
            Weighing weighing = reader.read(frames, receivedAt);
            Optional<PersonId> person = personOf(weighing);
            last = Optional.of(new Answer(weighing, person));
            if (person.isPresent()) {
                handover.take(weighing.of(person.get()));
            } else if (asks.once()) {
                asked.ask(weighing, reader);
            } else {
                refusals.refuse(receivedAt, "more weighings in an hour than a family makes", ScaleFrame.joined(frames));
            }
        } catch (FrameException e) {
            refusals.refuse(receivedAt, e.getMessage(), ScaleFrame.joined(frames));
        }
    }

    /** What is of one visit to the scale goes one way, also where a later frame alone would not tell whose it is. */
    private Optional<PersonId> personOf(Weighing weighing) {
        Optional<Answer> before = last.filter(answer -> weighing.sameVisitAs(answer.weighing()));
        if (before.isPresent()) {
            return before.get().person();
        }
        try {
            return whose.keptFor(weighing).or(() -> whose.of(weighing));
        } catch (StoreException e) {
            LOG.warn("The record cannot say who uses the scale; a weighing waits to be asked", e);
            return Optional.empty();
        }
    }
}
