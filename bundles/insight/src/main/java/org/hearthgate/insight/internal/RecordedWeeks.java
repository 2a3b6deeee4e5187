package org.hearthgate.insight.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.insight.CalendarWeek;
import org.hearthgate.api.notify.SelfTest;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.insight.internal.audit.WeekRecord;

/** Reads a week out of the journal and the record, day by day and without what an audit does not need, so that memory stays flat. */
final class RecordedWeeks {
    /** Four weeks of one five-minute sensor, or a week of two one-minute sensors. */
    static final int MOST_OBSERVATIONS = 24_000;

    private static final int MOST_CHANGES_A_DAY = 1_000;
    private static final int MOST_ALERTS_OF_BEFORE = 100;

    private final ObservationStore store;
    private final AlertJournal journal;

    RecordedWeeks(ObservationStore store, AlertJournal journal) {
        this.store = store;
        this.journal = journal;
    }

    WeekRecord read(PersonId person, CalendarWeek week, ZoneId zone, Instant now) {
        Instant from = week.from(zone);
        Instant end = week.until(zone);
        Instant until = end.isBefore(now) ? end : now;
        List<Observation> observations = store
                .window(ObservationQuery.of(
                                person,
                                from.minus(WeekRecord.BEFORE),
                                until.plus(WeekRecord.AFTER),
                                ObservationKind.GLUCOSE,
                                ObservationKind.CAPILLARY_GLUCOSE,
                                ObservationKind.CARBOHYDRATE_INTAKE,
                                ObservationKind.DEVICE_EVENT,
                                ObservationKind.SENSOR_ARTEFACT)
                        .newest(MOST_OBSERVATIONS))
                .stream()
                .map(StoredObservation::observation)
                .filter(observation -> !SelfTest.isDrill(observation)) // nobody's glucose
                .toList();
        List<Observation> ascending = new ArrayList<>(observations);
        java.util.Collections.reverse(ascending);
        return new WeekRecord(
                person, week, zone, from, until, !end.isAfter(now), lives(person, from, until), ascending);
    }

    private List<AlertLife> lives(PersonId person, Instant from, Instant until) {
        Instant start = from.minus(WeekRecord.BEFORE);
        Instant end = until.plus(WeekRecord.AFTER);
        var changes = new ArrayList<AlertJournal.Entry>();
        for (Instant day = start; day.isBefore(end); day = day.plus(Duration.ofDays(1))) {
            Instant next = day.plus(Duration.ofDays(1));
            Instant dayEnd = next.isBefore(end) ? next : end;
            journal.since(person, day, MOST_CHANGES_A_DAY).stream()
                    .filter(entry -> !entry.alert().rule().equals(SelfTest.RULE))
                    .filter(entry -> entry.alert().changedAt().isBefore(dayEnd))
                    .map(RecordedWeeks::withoutEvidence)
                    .forEach(changes::add);
        }
        Map<String, AlertLife> lives = new LinkedHashMap<>();
        AlertLife.in(changes).forEach(life -> lives.put(life.id(), life));
        int more = 0;
        for (AlertLife life : List.copyOf(lives.values())) {
            if (life.raisedAt().isBefore(start) && more++ < MOST_ALERTS_OF_BEFORE) {
                whole(life.id(), lives);
            }
        }
        journal.unresolved().stream()
                .filter(alert -> alert.person().equals(person) && !lives.containsKey(alert.id()))
                .limit(MOST_ALERTS_OF_BEFORE)
                .map(Alert::id)
                .forEach(id -> whole(id, lives));
        return List.copyOf(lives.values());
    }

    private void whole(String id, Map<String, AlertLife> lives) {
        List<AlertJournal.Entry> entries = journal.ofAlert(id);
        if (!entries.isEmpty()) {
            lives.put(
                    id,
                    new AlertLife(
                            entries.stream().map(RecordedWeeks::withoutEvidence).toList()));
        }
    }

    private static AlertJournal.Entry withoutEvidence(AlertJournal.Entry entry) {
        return new AlertJournal.Entry(entry.alert(), entry.thresholds(), List.of());
    }
}
