package org.hearthgate.it.faults.inside;

import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;

/** What the record and the journal say after a restart, before any device speaks again. */
final class Testimony {
    private static final int A_LINE = 400;

    private Testimony() {}

    static void of(ObservationStore store, AlertJournal journal, long annaFrom, long benFrom) {
        attempt(() ->
                readings(store, Script.ANNA, Script.annaAt(annaFrom), one -> Script.annaNumber(one.measuredAt())));
        attempt(() -> readings(store, Script.BEN, Script.benAt(benFrom), one -> one.origin()
                .sequence()
                .orElse(-1)));
        attempt(() -> alerts(journal, Script.annaAt(annaFrom)));
        attempt(() -> Wire.tell("chain", journal.verify()));
    }

    /** What cannot be read must not hide the rest. */
    private static void attempt(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            Wire.tell("unreadable", e.getMessage());
        }
    }

    private static void alerts(AlertJournal journal, Instant from) {
        for (AlertJournal.Entry entry : journal.since(new PersonId(Script.ANNA), from, Integer.MAX_VALUE)) {
            Wire.tell(
                    "journal",
                    entry.alert().rule(),
                    entry.alert().state().code(),
                    Sounder.number(entry.alert()),
                    entry.alert().id());
        }
    }

    private static void readings(
            ObservationStore store, String person, Instant from, ToLongFunction<Observation> number) {
        List<StoredObservation> stored = store.window(ObservationQuery.of(
                new PersonId(person), from, Instant.parse("2200-01-01T00:00:00Z"), ObservationKind.GLUCOSE));
        for (int i = 0; i < stored.size(); i += A_LINE) {
            Wire.tell(
                    "stored",
                    person,
                    stored.subList(i, Math.min(stored.size(), i + A_LINE)).stream()
                            .map(StoredObservation::observation)
                            .map(one -> number.applyAsLong(one) + (isAsSent(one) ? "" : "!"))
                            .collect(Collectors.joining(",")));
        }
    }

    /** Whether the value is the one that was sent: a reading that came back different is lost, too. */
    private static boolean isAsSent(Observation stored) {
        double sent = stored.person().value().equals(Script.ANNA)
                ? Script.annaMgPerDl(Script.annaNumber(stored.measuredAt()))
                : Script.benMgPerDl(stored.origin().sequence().orElse(-1));
        return stored instanceof GlucoseReading reading && reading.mgPerDl() == sent;
    }
}
