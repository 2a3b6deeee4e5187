package org.hearthgate.insight.internal.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.insight.WeeklyAudit.Silence;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;

/** How long nothing was heard that an alarm could rest on, and why, as far as the record tells afterwards. */
final class Silences {
    static final Duration SHORTEST = Duration.ofMinutes(15);
    private static final Duration ALARM_DUE = Duration.ofMinutes(20);
    private static final Duration JUST_BEFORE = Duration.ofMinutes(2);

    private final WeekRecord week;
    private final List<GlucoseReading> arrivals;
    private final List<GlucoseReading> all;

    Silences(WeekRecord week) {
        this.week = week;
        arrivals = new ArrayList<>(week.live());
        arrivals.sort(Comparator.comparing(GlucoseReading::receivedAt));
        all = week.all(GlucoseReading.class);
    }

    /** {@return how much of the week a reading was in force, each for as long as a sensor may be silent} */
    Duration heard() {
        Duration heard = Duration.ZERO;
        for (int i = 0; i < arrivals.size(); i++) {
            Instant at = arrivals.get(i).receivedAt();
            Instant next = i + 1 < arrivals.size() ? arrivals.get(i + 1).receivedAt() : week.until();
            Instant end = earlier(next, at.plus(SHORTEST));
            heard = heard.plus(inWeek(at, end));
        }
        return heard;
    }

    List<Silence> byCause() {
        Map<String, Silence> byCause = new LinkedHashMap<>();
        for (int i = 0; i < arrivals.size(); i++) {
            Instant from = arrivals.get(i).receivedAt();
            Instant until = i + 1 < arrivals.size() ? arrivals.get(i + 1).receivedAt() : week.until();
            if (Duration.between(from, until).compareTo(SHORTEST) <= 0) {
                continue;
            }
            Duration length = inWeek(from, until);
            if (!length.isZero()) {
                byCause.merge(
                        cause(from, until),
                        new Silence("", 1, length),
                        (a, b) ->
                                new Silence("", a.times() + b.times(), a.total().plus(b.total())));
            }
        }
        return byCause.entrySet().stream()
                .map(entry -> new Silence(
                        entry.getKey(),
                        entry.getValue().times(),
                        entry.getValue().total()))
                .sorted(Comparator.comparing(Silence::total).reversed().thenComparing(Silence::cause))
                .toList();
    }

    private String cause(Instant from, Instant until) {
        return byDevice(from, until)
                .or(() -> byUselessReadings(from, until))
                .or(() -> byLateReadings(from, until))
                .or(() -> byMissingAlarm(from, until))
                .orElse("not known");
    }

    private Optional<String> byDevice(Instant from, Instant until) {
        Optional<DeviceEvent.Event> latest = week.all(DeviceEvent.class).stream()
                .filter(event -> !event.receivedAt().isBefore(from.minus(JUST_BEFORE))
                        && event.receivedAt().isBefore(until))
                .map(DeviceEvent::event)
                .filter(event -> Cause.of(event).isPresent())
                .max(Comparator.comparing(event -> Cause.of(event).orElseThrow()));
        return latest.flatMap(Cause::of).map(Cause::text);
    }

    private Optional<String> byUselessReadings(Instant from, Instant until) {
        return all.stream()
                .filter(reading -> reading.receivedAt().isAfter(from)
                        && reading.receivedAt().isBefore(until)
                        && !reading.quality().mayAlarm())
                .map(Silences::useless)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> useless(GlucoseReading reading) {
        if (reading.quality().has(Doubt.Flag.WARM_UP)) {
            return Optional.of(Cause.WARMING_UP.text());
        }
        if (reading.quality().has(Doubt.Flag.FUTURE) || reading.quality().has(Doubt.Flag.AMBIGUOUS_TIME)) {
            return Optional.of(Cause.CLOCK.text());
        }
        return reading.quality().has(Doubt.Flag.IMPLAUSIBLE)
                ? Optional.of("the sensor sent what cannot be")
                : Optional.empty();
    }

    /** What the sensor measured meanwhile came afterwards: it was there, the way to the hub was not. */
    private Optional<String> byLateReadings(Instant from, Instant until) {
        boolean cameLater = all.stream()
                .anyMatch(reading -> reading.measuredAt().isAfter(from.plus(JUST_BEFORE))
                        && reading.measuredAt().isBefore(until.minus(SHORTEST))
                        && !reading.receivedAt().isBefore(until.minus(JUST_BEFORE)));
        return cameLater
                ? Optional.of("the way from the sensor to the hub was broken; the readings came later")
                : Optional.empty();
    }

    /** A hub that runs says that nothing is heard. */
    private Optional<String> byMissingAlarm(Instant from, Instant until) {
        boolean due = Duration.between(from, until).compareTo(ALARM_DUE) > 0;
        boolean told =
                week.lives().stream().anyMatch(life -> life.rule().equals("no-data") && life.openBetween(from, until));
        return due && !told ? Optional.of("the hub was off: it raised no alarm about the silence") : Optional.empty();
    }

    private Duration inWeek(Instant from, Instant until) {
        Instant start = from.isBefore(week.from()) ? week.from() : from;
        Instant end = earlier(until, week.until());
        return start.isBefore(end) ? Duration.between(start, end) : Duration.ZERO;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** What a device may have said, the strongest reason last. */
    private enum Cause {
        CLOCK("a device's clock was wrong"),
        FAULT("the sensor reported a fault"),
        WARMING_UP("the sensor was warming up"),
        ENDED("the sensor had ended");

        private final String text;

        Cause(String text) {
            this.text = text;
        }

        private String text() {
            return text;
        }

        private static Optional<Cause> of(DeviceEvent.Event event) {
            return switch (event) {
                case SENSOR_ENDED -> Optional.of(ENDED);
                case SENSOR_STARTED, WARM_UP_STARTED -> Optional.of(WARMING_UP);
                case SENSOR_FAULT -> Optional.of(FAULT);
                case CLOCK_CHANGED -> Optional.of(CLOCK);
                default -> Optional.empty();
            };
        }
    }
}
