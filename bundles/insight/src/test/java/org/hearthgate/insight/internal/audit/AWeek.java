package org.hearthgate.insight.internal.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.insight.CalendarWeek;
import org.hearthgate.api.insight.WeeklyAudit;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.SensorArtefact;
import org.hearthgate.insight.internal.AlertLife;
import org.hearthgate.testkit.Given;

/** Anna's week 2026-W10, told in minutes from Tuesday, 3 March, 12:00 UTC; readings are heard 20 s after they were measured. */
final class AWeek {
    static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    static final Duration ROAD = Duration.ofSeconds(20);

    private final List<Observation> observations = new ArrayList<>();
    private final List<AlertLife> lives = new ArrayList<>();
    private CalendarWeek week = CalendarWeek.parse("2026-W10");
    private ZoneId zone = ZoneOffset.UTC;
    private Optional<Instant> now = Optional.empty();

    static Instant min(double minutes) {
        return NOON.plusMillis(Math.round(minutes * 60_000));
    }

    AWeek livingIn(String zoneId, String ofWeek) {
        zone = ZoneId.of(zoneId);
        week = CalendarWeek.parse(ofWeek);
        return this;
    }

    AWeek now(Instant instant) {
        now = Optional.of(instant);
        return this;
    }

    /** Every five minutes from that minute on; a value of 0 is a reading that never came. */
    AWeek glucose(double from, double... values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] > 0) {
                reading(from + 5.0 * i, values[i]);
            }
        }
        return this;
    }

    AWeek reading(double at, double value) {
        return with(
                Given.reading(value).at(min(at)).receivedAt(min(at).plus(ROAD)).build());
    }

    AWeek suspected(double at, double value, double probability) {
        GlucoseReading reading =
                Given.reading(value).at(min(at)).receivedAt(min(at).plus(ROAD)).build();
        return with(reading.withOrigin(reading.origin()
                .withDoubt(new Doubt(
                        Doubt.Flag.COMPRESSION_SUSPECTED, "said the test", Map.of("probability", probability)))));
    }

    AWeek late(double at, double heardAt, double value) {
        return with(Given.reading(value)
                .at(min(at))
                .receivedAt(min(heardAt))
                .doubted(Doubt.Flag.LATE)
                .build());
    }

    AWeek with(Observation observation) {
        observations.add(observation);
        return this;
    }

    AWeek ate(double at) {
        return with(new CarbohydrateIntake(origin(at), 15, Optional.empty()));
    }

    AWeek meter(double at, double value) {
        return with(new CapillaryGlucose(origin(at), value, Bound.EXACT));
    }

    AWeek event(double at, DeviceEvent.Event event) {
        return with(new DeviceEvent(origin(at), event, ""));
    }

    AWeek pressure(double from, double to) {
        return with(new SensorArtefact(
                origin(to), min(from), SensorArtefact.Artefact.COMPRESSION_LOW, Map.of("probability", 0.9)));
    }

    private static Origin origin(double at) {
        return Origin.of(Given.ANNA, new DeviceId("other"), min(at), min(at), Provenance.of("test"));
    }

    /** One that nobody answers. */
    AWeek alert(String rule, double raised, double over) {
        return life(raised(rule, raised), state(AlertState.RESOLVED, over, "over"));
    }

    AWeek answered(String rule, double raised, double answered, double over) {
        return life(
                raised(rule, raised),
                state(AlertState.ACKNOWLEDGED, answered, "Mum"),
                state(AlertState.RESOLVED, over, "over"));
    }

    /** What becomes of an alert. */
    interface Change {
        Alert of(Alert before);
    }

    static Change state(AlertState state, double at, String by) {
        return before -> before.to(state, min(at), Optional.of(by), Optional.empty());
    }

    static Change escalated(int step, double at) {
        return before -> before.escalated(step, min(at));
    }

    static Alert raised(String rule, double at) {
        Instant when = min(at);
        return new Alert(
                "anna." + rule + "." + when.toEpochMilli(),
                Given.ANNA,
                rule,
                1,
                rule.startsWith("urgent") ? Priority.HIGH : Priority.MEDIUM,
                AlertState.RAISED,
                when,
                when,
                Optional.of(when.minus(ROAD)),
                OptionalDouble.of(53),
                "Anna: " + rule,
                Optional.empty(),
                Optional.empty());
    }

    AWeek life(Alert raised, Change... changes) {
        var entries = new ArrayList<AlertJournal.Entry>();
        Alert last = raised;
        entries.add(new AlertJournal.Entry(last, Map.of(), List.of()));
        for (Change change : changes) {
            last = change.of(last);
            entries.add(new AlertJournal.Entry(last, Map.of(), List.of()));
        }
        lives.add(new AlertLife(entries));
        return this;
    }

    WeeklyAudit audit() {
        observations.sort(Comparator.comparing(Observation::measuredAt));
        Instant end = week.until(zone);
        Instant until = now.orElse(end);
        return AlarmAudit.of(new WeekRecord(
                Given.ANNA, week, zone, week.from(zone), until, !until.isBefore(end), lives, observations));
    }

    static WeeklyAudit.OfClass of(WeeklyAudit audit, String rule) {
        return audit.classes().stream()
                .filter(each -> each.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }
}
