package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.hearthgate.api.alert.Circumstances;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.DoseCorrection;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;

/**
 * What alerting remembers of one person beside glucose, within the reach that {@link Circumstances} promises. Each kind is bounded by
 * itself, so that no flood of one pushes out another. The list that rules see is made anew only when something in it changed, for most
 * readings change nothing here. Confined to the alerting thread.
 */
final class Diary {
    static final Duration LONG_ACTING_REACH = Duration.ofDays(14);

    private static final int MOST_CORRECTIONS = 500;
    private static final Map<ObservationKind, Reach> REACHES = reaches();

    private final Map<ObservationKind, ArrayList<Observation>> pages = new EnumMap<>(ObservationKind.class);
    private final Map<Dose, Correction> corrections = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Dose, Correction> eldest) {
            return size() > MOST_CORRECTIONS;
        }
    };
    private List<Observation> shown = List.of();
    private boolean changed;

    /**
     * How far back one kind is remembered.
     *
     * @param most the newest so many
     */
    record Reach(Duration back, int most) {}

    private record Dose(DeviceId device, long sequence) {}

    private record Correction(DoseCorrection said, Instant at) {}

    private static Map<ObservationKind, Reach> reaches() {
        Duration hours = Duration.ofHours(2);
        Duration days = Duration.ofDays(2);
        var reaches = new EnumMap<ObservationKind, Reach>(ObservationKind.class);
        reaches.put(ObservationKind.HEART_RATE, new Reach(hours, 1_200));
        reaches.put(ObservationKind.STEP_COUNT, new Reach(hours, 500));
        reaches.put(ObservationKind.OXYGEN_SATURATION, new Reach(days, 500));
        reaches.put(ObservationKind.BODY_TEMPERATURE, new Reach(days, 300));
        reaches.put(ObservationKind.INSULIN_DOSE, new Reach(LONG_ACTING_REACH, 500));
        reaches.put(ObservationKind.CARBOHYDRATE_INTAKE, new Reach(days, 200));
        reaches.put(ObservationKind.NOTE, new Reach(days, 200));
        reaches.put(ObservationKind.CAPILLARY_GLUCOSE, new Reach(days, 200));
        reaches.put(ObservationKind.KETONE, new Reach(days, 100));
        reaches.put(ObservationKind.BLOOD_PRESSURE, new Reach(days, 100));
        reaches.put(ObservationKind.ACTIVITY_EPISODE, new Reach(days, 100));
        reaches.put(ObservationKind.SLEEP_EPISODE, new Reach(days, 50));
        reaches.put(ObservationKind.BODY_WEIGHT, new Reach(Duration.ofDays(8), 200));
        return reaches;
    }

    /** {@return which kinds are remembered here, and how far back} */
    static Map<ObservationKind, Reach> remembered() {
        return REACHES;
    }

    void take(Observation observation) {
        Reach reach = REACHES.get(observation.kind());
        if (reach == null) {
            return;
        }
        ArrayList<Observation> page = pages.computeIfAbsent(observation.kind(), any -> new ArrayList<>());
        PersonWatch.insert(page, observation, reach.most);
        changed = true;
    }

    /** Somebody says what a dose was for: a person's word stands above a rule's, else the later one holds. */
    void heed(DeviceEvent event) {
        DoseCorrection.of(event).ifPresent(said -> {
            var correction = new Correction(said, event.receivedAt());
            corrections.merge(new Dose(event.device(), said.sequence()), correction, Diary::stronger);
            changed = true;
        });
    }

    private static Correction stronger(Correction held, Correction other) {
        if (held.said.by() != other.said.by()) {
            return held.said.by() == DoseCorrection.By.PERSON ? held : other;
        }
        return other.at.isBefore(held.at) ? held : other;
    }

    void withdraw(Predicate<Observation> which) {
        for (ArrayList<Observation> page : pages.values()) {
            changed |= page.removeIf(which);
        }
    }

    /** The hub's wall clock was moved: what was live stays as old as it was. */
    void stepped(Duration by, Predicate<Observation> live) {
        for (ArrayList<Observation> page : pages.values()) {
            page.replaceAll(known -> live.test(known) ? moved(known, by) : known);
            page.sort(Comparator.comparing(Observation::measuredAt));
        }
        changed = true;
    }

    private static Observation moved(Observation known, Duration by) {
        Observation later = known.movedBy(by);
        return later.withOrigin(later.origin().withReceivedAt(known.receivedAt().plus(by)));
    }

    /** {@return everything within its reach, ascending by {@code measuredAt}; the same list until something changes} */
    List<Observation> at(Instant now) {
        for (Map.Entry<ObservationKind, ArrayList<Observation>> page : pages.entrySet()) {
            forget(page.getValue(), now.minus(REACHES.get(page.getKey()).back));
        }
        if (changed) {
            show(now.minus(REACHES.get(ObservationKind.CARBOHYDRATE_INTAKE).back));
            changed = false;
        }
        return shown;
    }

    private void forget(ArrayList<Observation> page, Instant before) {
        int old = 0;
        while (old < page.size() && page.get(old).measuredAt().isBefore(before)) {
            old++;
        }
        if (old > 0) {
            page.subList(0, old).clear();
            changed = true;
        }
    }

    private void show(Instant otherDosesFrom) {
        var all = new ArrayList<Observation>();
        pages.values().forEach(all::addAll);
        all.replaceAll(this::corrected);
        all.removeIf(known -> known instanceof InsulinDose dose
                && dose.purpose() != InsulinDose.Purpose.BASAL
                && dose.measuredAt().isBefore(otherDosesFrom));
        all.sort(Comparator.comparing(Observation::measuredAt)); // a few ascending runs, which this sort merges
        shown = List.copyOf(all.subList(Math.max(0, all.size() - Circumstances.MOST_OBSERVATIONS), all.size()));
    }

    private Observation corrected(Observation known) {
        if (!(known instanceof InsulinDose dose) || dose.origin().sequence().isEmpty() || corrections.isEmpty()) {
            return known;
        }
        Correction correction =
                corrections.get(new Dose(dose.device(), dose.origin().sequence().getAsLong()));
        return correction == null
                ? dose
                : new InsulinDose(dose.origin(), dose.units(), correction.said.purpose(), dose.insulin());
    }
}
