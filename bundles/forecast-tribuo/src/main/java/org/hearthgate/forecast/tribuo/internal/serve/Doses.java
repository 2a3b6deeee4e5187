package org.hearthgate.forecast.tribuo.internal.serve;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.DoseCorrection;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.forecast.tribuo.internal.features.History;

/** Insulin with what was said of it later: an air shot that turns out to be a dose, or the other way round. Not thread-safe. */
final class Doses {
    private static final int MOST = 5_000;

    private final Deque<Dose> doses = new ArrayDeque<>();
    private final Map<Which, Correction> corrections = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Which, Correction> eldest) {
            return size() > MOST;
        }
    };

    private record Which(DeviceId device, long sequence) {}

    private record Dose(DeviceId device, OptionalLong sequence, int minute, float units, InsulinDose.Purpose purpose) {}

    private record Correction(DoseCorrection said, Instant at) {}

    /** Takes a dose into the history, for what it is said to be. */
    void take(InsulinDose dose, History history) {
        var taken = new Dose(
                dose.device(),
                dose.origin().sequence(),
                Minutes.of(dose.measuredAt()),
                (float) dose.units(),
                dose.purpose());
        doses.add(taken);
        if (doses.size() > MOST) {
            doses.remove();
        }
        put(taken, history);
    }

    /** {@return whether an event says of a dose what it was for, so that the history has to be filled anew} */
    boolean heed(DeviceEvent event) {
        var said = DoseCorrection.of(event);
        said.ifPresent(one -> corrections.merge(
                new Which(event.device(), one.sequence()), new Correction(one, event.receivedAt()), Doses::stronger));
        return said.isPresent();
    }

    /** A person's word stands above a rule's, else the later one holds. */
    private static Correction stronger(Correction held, Correction other) {
        if (held.said.by() != other.said.by()) {
            return held.said.by() == DoseCorrection.By.PERSON ? held : other;
        }
        return other.at.isBefore(held.at) ? held : other;
    }

    void fill(History history) {
        doses.forEach(dose -> put(dose, history));
    }

    private void put(Dose dose, History history) {
        Correction correction =
                dose.sequence.isEmpty() ? null : corrections.get(new Which(dose.device, dose.sequence.getAsLong()));
        InsulinDose.Purpose purpose = correction == null ? dose.purpose : correction.said.purpose();
        if (purpose == InsulinDose.Purpose.BOLUS) {
            history.bolus.accumulate(dose.minute, dose.units);
        } else if (purpose == InsulinDose.Purpose.BASAL) {
            history.longActing.accumulate(dose.minute, dose.units);
        }
    }

    void forgetBefore(int minute) {
        doses.removeIf(dose -> dose.minute < minute);
    }
}
