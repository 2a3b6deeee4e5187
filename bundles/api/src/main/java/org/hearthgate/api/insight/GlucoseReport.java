package org.hearthgate.api.insight;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hearthgate.api.observation.PersonId;

/**
 * What a stretch of glucose amounts to, in the terms of the international consensus (Danne 2017, Battelino 2019 and 2023). Everything is in
 * mg/dL, also for who reads mmol/L; what would rest on too few readings is empty, never NaN and never a zero that means "unknown".
 * Definitions, sources and what each figure needs: docs/metrics.md.
 *
 * @param from first instant
 * @param until first instant after it
 * @param zone whose days and whose clock are meant
 * @param wear how much of the stretch is known, and whether that is enough for a report
 * @param level mean, spread and GMI, each reading counting alike; empty without readings
 * @param ranges share of the readings in each range; empty without readings
 * @param byTime the mean and the ranges once more, each reading counting as long as it stands; empty below two readings
 * @param risk LBGI, HBGI and GRI; empty without readings
 * @param variability MAGE, MODD and CONGA
 * @param events the events of the consensus, by kind and then oldest first
 * @param profile the usual day, quarter hour by quarter hour of the local clock; without those that have fewer than five readings
 */
public record GlucoseReport(
        PersonId person,
        Instant from,
        Instant until,
        ZoneId zone,
        SensorWear wear,
        Optional<GlucoseLevel> level,
        Optional<TimeInRanges> ranges,
        Optional<ByTime> byTime,
        Optional<GlucoseRisk> risk,
        Variability variability,
        List<ConsensusEvent> events,
        List<UsualGlucose> profile) {
    public GlucoseReport {
        requireNonNull(person, "person");
        requireNonNull(from, "from");
        requireNonNull(until, "until");
        requireNonNull(zone, "zone");
        requireNonNull(wear, "wear");
        requireNonNull(level, "level");
        requireNonNull(ranges, "ranges");
        requireNonNull(byTime, "byTime");
        requireNonNull(risk, "risk");
        requireNonNull(variability, "variability");
        events = List.copyOf(events);
        profile = List.copyOf(profile);
        if (!until.isAfter(from)) {
            throw new IllegalArgumentException("a report must end after it begins, not at " + until);
        }
    }

    /**
     * The same figures where each reading counts as long as it stands: until the next one, or for the usual step before a gap. Fair where
     * a sensor that reads each minute and one that reads each five took turns.
     *
     * @param meanMgPerDl mean over the time that is known
     */
    public record ByTime(double meanMgPerDl, TimeInRanges ranges) {
        public ByTime {
            Figure.finite("meanMgPerDl", meanMgPerDl);
            requireNonNull(ranges, "ranges");
        }
    }

    /**
     * How far glucose moves, on an even grid of the usual step that bridges gaps of up to 45 min.
     *
     * @param mageMgPerDl mean amplitude of the excursions above one standard deviation, up and down alike (Service 1970, Fernandes 2022)
     * @param moddMgPerDl mean difference from the same time of the local clock on the day before, without its sign (Molnar 1972)
     * @param conga1MgPerDl standard deviation of the change within one hour (McDonnell 2005)
     * @param conga4MgPerDl the same within four hours
     * @param conga24MgPerDl the same within 24 hours
     */
    public record Variability(
            OptionalDouble mageMgPerDl,
            OptionalDouble moddMgPerDl,
            OptionalDouble conga1MgPerDl,
            OptionalDouble conga4MgPerDl,
            OptionalDouble conga24MgPerDl) {
        public Variability {
            Figure.finite("mageMgPerDl", mageMgPerDl);
            Figure.finite("moddMgPerDl", moddMgPerDl);
            Figure.finite("conga1MgPerDl", conga1MgPerDl);
            Figure.finite("conga4MgPerDl", conga4MgPerDl);
            Figure.finite("conga24MgPerDl", conga24MgPerDl);
        }
    }

    /** {@return the events of this kind, oldest first} */
    public List<ConsensusEvent> events(ConsensusEvent.Kind kind) {
        return events.stream().filter(event -> event.kind() == kind).toList();
    }

    /** {@return how many events of this kind a day had, over the days that are {@linkplain SensorWear#eventDays() known}} */
    public OptionalDouble eventsPerDay(ConsensusEvent.Kind kind) {
        return wear.eventDays() > 0
                ? OptionalDouble.of(events(kind).size() / wear.eventDays())
                : OptionalDouble.empty();
    }

    /** {@return how long the events of this kind were, on average; empty when there was none} */
    public Optional<Duration> meanDuration(ConsensusEvent.Kind kind) {
        List<ConsensusEvent> found = events(kind);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.stream()
                        .map(ConsensusEvent::duration)
                        .reduce(Duration.ZERO, Duration::plus)
                        .dividedBy(found.size()));
    }
}
