package org.hearthgate.watchdog.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.PersonId;

/**
 * The second opinion about urgent lows: looks at what was committed, without any rule and without any setting. Its limit is the lowest that
 * a family may choose for the rule, so that it never wakes anybody where the rule was told to be silent. Safe on every thread.
 */
final class Lows {
    /** Level 2 of the consensus, and the least that {@code org.hearthgate.rule.urgent-low} may be set to. */
    static final double LIMIT_MG_PER_DL = 54;

    private static final int MOST_READINGS = 60;
    private static final int MOST_PERSONS = 50;

    private final Map<PersonId, List<GlucoseReading>> readings = new TreeMap<>();

    synchronized void take(Observation observation) {
        if (!(observation instanceof GlucoseReading reading)
                || !reading.quality().mayAlarm()) {
            return;
        }
        if (readings.size() >= MOST_PERSONS && !readings.containsKey(reading.person())) {
            return; // no home has so many; ingest lets in nobody else
        }
        List<GlucoseReading> known = readings.computeIfAbsent(reading.person(), any -> new ArrayList<>());
        known.add(reading);
        known.sort(Comparator.comparing(GlucoseReading::measuredAt));
        if (known.size() > MOST_READINGS) {
            known.remove(0);
        }
    }

    /** {@return who is low now, by fresh and trusted readings alone} */
    synchronized List<PersonId> now(Instant now) {
        return readings.entrySet().stream()
                .filter(entry -> lowest(entry.getKey(), entry.getValue(), now)
                        .filter(Lows::isLow)
                        .isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Optional<GlucoseReading> lowest(PersonId person, List<GlucoseReading> known, Instant now) {
        return new Snapshot(
                        new Person(person, person.value()),
                        now,
                        now,
                        known,
                        Optional.empty(),
                        List.of(),
                        Optional.empty())
                .lowestFresh();
    }

    private static boolean isLow(GlucoseReading reading) {
        return reading.bound() == Bound.BELOW_RANGE
                || (reading.bound() == Bound.EXACT && reading.mgPerDl() <= LIMIT_MG_PER_DL);
    }
}
