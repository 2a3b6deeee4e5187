package org.hearthgate.commissioning.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hearthgate.api.commissioning.CommissioningException;
import org.hearthgate.api.commissioning.CommissioningException.Reason;
import org.hearthgate.api.commissioning.HomeDevice;
import org.hearthgate.api.commissioning.TestReading;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.StoredObservation;

/** Proves out of the record itself that a device's readings arrive, and finds what was refused of it. */
final class Readings {
    private static final Duration LOOK_BACK = Duration.ofDays(1);
    private static final Duration LOOK_AHEAD = Duration.ofHours(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final int NEWEST = 2000;
    private static final int MOST_QUARANTINED = 200;

    private final Supplier<ObservationStore> storeOrNull;
    private final ReadingWatch watch;
    private final Household household;
    private final HubClock clock;

    Readings(Supplier<ObservationStore> storeOrNull, ReadingWatch watch, Household household, HubClock clock) {
        this.storeOrNull = storeOrNull;
        this.watch = watch;
        this.household = household;
        this.clock = clock;
    }

    private ObservationStore store() {
        return Optional.ofNullable(storeOrNull.get())
                .orElseThrow(() -> new CommissioningException(
                        Reason.NO_ANSWER,
                        "The hub's record (store) is not running. See hub health, or restart the hub."));
    }

    CompletableFuture<Optional<TestReading>> next(HomeDevice device, long after, Duration patience) {
        if (patience.isNegative() || patience.compareTo(LONGEST_WAIT) > 0) {
            throw new CommissioningException(
                    Reason.INVALID, "One waits for a reading 0 to " + LONGEST_WAIT.toSeconds() + " seconds.");
        }
        ObservationStore store = store();
        Set<String> ids = idsOf(device);
        // waits first and looks then: a reading that comes in between is not missed
        CompletableFuture<Optional<StoredObservation>> next =
                watch.next(stored -> stored.position() > after && isFrom(ids, stored), patience);
        Optional<StoredObservation> there = newest(store, device, ids, after);
        if (there.isPresent()) {
            next.complete(there);
            return CompletableFuture.completedFuture(Optional.of(proof(device, there.get())));
        }
        return next.thenApply(found -> found.map(stored -> proof(device, stored)));
    }

    private TestReading proof(HomeDevice device, StoredObservation stored) {
        return new TestReading(
                stored, Duration.between(stored.observation().measuredAt(), clock.now()), device.signalDbm());
    }

    private Optional<StoredObservation> newest(ObservationStore store, HomeDevice device, Set<String> ids, long after) {
        Instant now = clock.now();
        // a scale shared by everybody writes under whoever stood on it
        Stream<PersonId> whose = Stream.concat(
                        device.person().stream(), household.people().stream().map(Person::id))
                .distinct();
        return whose.map(
                        person -> store
                                .window(ObservationQuery.of(person, now.minus(LOOK_BACK), now.plus(LOOK_AHEAD))
                                        .newest(NEWEST))
                                .stream()
                                .filter(stored -> stored.position() > after && isFrom(ids, stored))
                                .max(Comparator.comparingLong(StoredObservation::position)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    List<Quarantined> quarantined() {
        return store().quarantined(MOST_QUARANTINED);
    }

    List<Quarantined> quarantined(HomeDevice device) {
        Set<String> ids = idsOf(device);
        return quarantined().stream().filter(item -> covers(ids, item.source())).toList();
    }

    private static boolean isFrom(Set<String> ids, StoredObservation stored) {
        return covers(ids, stored.observation().device().value());
    }

    /** {@return whether a source is the device; a URN in the settings covers all that begin with it, as the CoAP room has it} */
    private static boolean covers(Set<String> ids, String source) {
        String name = source.toLowerCase(Locale.ROOT);
        return ids.contains(name) || ids.stream().anyMatch(id -> id.startsWith("urn:") && name.startsWith(id));
    }

    /** {@return every name under which a device may stand in the record or in quarantine, in lower case} */
    static Set<String> idsOf(HomeDevice device) {
        var ids = new HashSet<String>();
        device.devices().stream()
                .map(DeviceStatus::device)
                .map(DeviceId::value)
                .forEach(id -> ids.add(id.toLowerCase(Locale.ROOT)));
        ids.addAll(idsOf(device.address()));
        return ids;
    }

    static Set<String> idsOf(String address) {
        if (address.isEmpty()) {
            return Set.of();
        }
        var ids = new HashSet<>(Set.of(address.toLowerCase(Locale.ROOT)));
        try {
            ids.add(new BluetoothAddress(address).deviceId().value().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            // not on Bluetooth
        }
        return ids;
    }
}
