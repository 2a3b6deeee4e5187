package org.hearthgate.adapter.scale.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.BodyWeight;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.api.store.StoredObservation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says who stood on the scale, or that somebody must be asked. What each person weighs is asked of the record every time: there is
 * nothing of its own to go stale.
 */
final class WhoseWeight {
    private static final Logger LOG = LoggerFactory.getLogger(WhoseWeight.class);
    private static final int WEIGHTS_LEARNED_FROM = 5;

    private final ScaleSettings settings;
    private final ObservationStore store;
    private final HubClock clock;

    WhoseWeight(ScaleSettings settings, ObservationStore store, HubClock clock) {
        this.settings = settings;
        this.store = store;
        this.clock = clock;
    }

    /**
     * {@return whose it is, beyond doubt: whom the scale's user number means, or the only one whose band it falls into} Where one person
     * alone uses the scale their first weight is theirs, and later a visitor's is not. Where several do, nobody is guessed while the record
     * knows no weight of one of them.
     */
    Optional<PersonId> of(Weighing weighing) {
        Optional<PersonId> user = weighing.user().flatMap(settings::person);
        if (user.isPresent()) {
            return user;
        }
        if (weighing.kilograms().isEmpty()) {
            return settings.owner();
        }
        double kilograms = weighing.kilograms().get().doubleValue();
        Optional<PersonId> only = Optional.empty();
        for (PersonId person : settings.people()) {
            OptionalDouble expected = expectedKilograms(person);
            if (expected.isEmpty()) {
                return settings.owner();
            }
            if (Math.abs(expected.getAsDouble() - kilograms) <= settings.bandKilograms()) {
                if (only.isPresent()) {
                    return Optional.empty();
                }
                only = Optional.of(person);
            }
        }
        return only;
    }

    /** {@return what each person weighs as far as the record knows; nothing while it cannot be read} */
    Map<PersonId, Double> knownKilograms() {
        var known = new HashMap<PersonId, Double>();
        try {
            settings.people()
                    .forEach(person -> expectedKilograms(person).ifPresent(weight -> known.put(person, weight)));
        } catch (StoreException e) {
            LOG.warn("The record cannot say who is likely to have been weighed; everybody is offered", e);
        }
        return known;
    }

    /** {@return who may be meant, the likeliest first, those of whom no weight is known last} */
    List<PersonId> candidates(Optional<BigDecimal> kilograms, Map<PersonId, Double> known) {
        if (kilograms.isEmpty()) {
            return settings.people();
        }
        double weighed = kilograms.get().doubleValue();
        return settings.people().stream()
                .sorted(Comparator.comparingDouble(
                        person -> known.containsKey(person) ? Math.abs(known.get(person) - weighed) : Double.MAX_VALUE))
                .toList();
    }

    /** {@return in whose record this weighing is already: it was told before, perhaps before a restart} */
    Optional<PersonId> keptFor(Weighing weighing) {
        if (weighing.told().isEmpty()) {
            return Optional.empty();
        }
        Instant at = weighing.measuredAt();
        DeviceId device = weighing.device();
        return settings.people().stream()
                .filter(person -> store
                        .window(ObservationQuery.of(
                                person,
                                at,
                                at.plusMillis(1),
                                ObservationKind.BODY_WEIGHT,
                                ObservationKind.BODY_COMPOSITION))
                        .stream()
                        .anyMatch(kept -> kept.observation().device().equals(device)))
                .findFirst();
    }

    /** {@return the median of the newest weights} */
    private OptionalDouble expectedKilograms(PersonId person) {
        Instant now = clock.now();
        var query = new ObservationQuery(
                person,
                Set.of(ObservationKind.BODY_WEIGHT),
                now.minus(Duration.ofDays(settings.rememberDays())),
                now.plus(Duration.ofDays(1)),
                WEIGHTS_LEARNED_FROM,
                true,
                false);
        double[] weights = store.window(query).stream()
                .map(StoredObservation::observation)
                .filter(weight -> !weight.quality().has(Doubt.Flag.IMPLAUSIBLE))
                .mapToDouble(weight -> ((BodyWeight) weight).kilograms())
                .sorted()
                .toArray();
        return weights.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(weights[weights.length / 2]);
    }
}
