package org.hearthgate.commissioning.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.hearthgate.api.commissioning.Applied;
import org.hearthgate.api.commissioning.Assignment;
import org.hearthgate.api.commissioning.CommissioningException;
import org.hearthgate.api.commissioning.CommissioningException.Reason;
import org.hearthgate.api.commissioning.DeviceAddress;
import org.hearthgate.api.commissioning.DeviceRoster;
import org.hearthgate.api.commissioning.DeviceSet;
import org.hearthgate.api.commissioning.HomeDevice;
import org.hearthgate.api.commissioning.ImportOutcome;
import org.hearthgate.api.commissioning.SettingsCheck;
import org.hearthgate.api.commissioning.SettingsUpdate;
import org.hearthgate.api.commissioning.TestReading;
import org.hearthgate.api.device.DeviceKind;
import org.hearthgate.api.device.HeardDevice;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.Quarantined;

/** What is done with a device in its life, each step a change of one configuration at the {@link SettingsDesk}. */
final class DeviceBench implements DeviceRoster {
    private final Whiteboard whiteboard;
    private final Ears ears;
    private final Edge edge;
    private final ConfiguredRoster roster;
    private final SettingsDesk desk;
    private final Readings readings;
    private final DeviceSets sets;

    DeviceBench(
            Whiteboard whiteboard,
            Ears ears,
            Edge edge,
            ConfiguredRoster roster,
            SettingsDesk desk,
            Readings readings,
            DeviceSets sets) {
        this.whiteboard = whiteboard;
        this.ears = ears;
        this.edge = edge;
        this.roster = roster;
        this.desk = desk;
        this.readings = readings;
        this.sets = sets;
    }

    @Override
    public List<HomeDevice> devices() {
        return roster.devices();
    }

    @Override
    public Optional<HomeDevice> device(String pid) {
        return roster.devices().stream()
                .filter(device -> device.pid().equals(pid))
                .findFirst();
    }

    @Override
    public SettingsCheck check(Assignment assignment) {
        return draft(assignment).check();
    }

    @Override
    public CompletableFuture<Applied> assign(String who, Assignment assignment) {
        return desk.inTurn(() -> desk.commit(who, "assign", draft(assignment)));
    }

    private Draft draft(Assignment assignment) {
        KnownKind kind = whiteboard.kinds().stream()
                .filter(known -> known.id().equals(assignment.kind()))
                .findFirst()
                .orElseThrow(() -> new CommissioningException(
                        Reason.UNKNOWN,
                        "No adapter here serves the kind '" + assignment.kind() + "'; kinds served: "
                                + whiteboard.kinds().stream()
                                        .map(KnownKind::id)
                                        .sorted()
                                        .collect(Collectors.joining(", ", "[", "]"))
                                + "."));
        Map<String, Object> settings = new TreeMap<>(proposed(kind, assignment.device()));
        settings.putAll(assignment.settings());
        settings.put(DeviceKind.PERSON, assignment.person().value());
        settings.put(DeviceKind.LABEL, assignment.label());
        settings.put(kind.addressKey(), assignment.device().address());
        return desk.draft(desk.freePid(kind.factoryPid(), kind.id()), SettingsUpdate.of(settings));
    }

    /** {@return what a kind proposes for a heard device; refuses one that it cannot serve, or that is to be paired first} */
    private Map<String, Object> proposed(KnownKind kind, DeviceAddress address) {
        Optional<HeardDevice> heard = ears.listen().device(address);
        if (kind.wantsPairing() && !heard.map(HeardDevice::paired).orElse(false)) {
            throw new CommissioningException(
                    Reason.CONFLICT,
                    "A device of the kind '" + kind.id() + "' has to be paired first, and "
                            + (heard.isPresent()
                                    ? "this one is not paired. Pair it, then assign it."
                                    : "this one is not heard at present. Wake it, search, pair it, then assign it."));
        }
        if (heard.isEmpty()) {
            return Map.of(); // by hand, from the device's own label
        }
        return edge.ask(
                        kind.service(),
                        "kind of device '" + kind.id() + "'",
                        () -> ConfiguredRoster.proposal(kind, heard.get()))
                .orElseThrow(() -> new CommissioningException(
                        Reason.CONFLICT,
                        "This device is not of the kind '" + kind.id()
                                + "'. The inbox names the kinds that serve it."));
    }

    @Override
    public CompletableFuture<Applied> rename(String who, String pid, String label) {
        return set(who, "rename", pid, DeviceKind.LABEL, label);
    }

    @Override
    public CompletableFuture<Applied> reassign(String who, String pid, PersonId person) {
        return set(who, "reassign", pid, DeviceKind.PERSON, person.value());
    }

    private CompletableFuture<Applied> set(String who, String what, String pid, String key, String value) {
        return desk.inTurn(() -> {
            HomeDevice device = roster.device(pid);
            return desk.commit(who, what, desk.draft(new Pid(device.pid()), SettingsUpdate.of(Map.of(key, value))));
        });
    }

    @Override
    public CompletableFuture<Applied> replace(String who, String pid, DeviceAddress successor) {
        return desk.inTurn(() -> {
            HomeDevice device = roster.device(pid);
            KnownKind kind = whiteboard
                    .kindOf(new Pid(pid).factory())
                    .orElseThrow(
                            () -> new CommissioningException(
                                    Reason.CONFLICT,
                                    "The adapter of this device is not running, so nobody knows how to replace it. See hub health."));
            var draft = desk.draft(new Pid(pid), SettingsUpdate.of(missing(kind, pid, successor)));
            Applied applied = desk.commit(who, "replace", draft);
            dropBond(device.address(), pid);
            return applied;
        });
    }

    /** {@return the new address, and what the kind proposes where the family's own settings say nothing} */
    private Map<String, Object> missing(KnownKind kind, String pid, DeviceAddress successor) {
        Map<String, Object> settings = new TreeMap<>(proposed(kind, successor));
        settings.keySet().removeAll(desk.keysOf(new Pid(pid)));
        settings.put(kind.addressKey(), successor.address());
        return settings;
    }

    @Override
    public CompletableFuture<Void> forget(String who, String pid) {
        return desk.inTurn(() -> {
            HomeDevice device = roster.device(pid);
            desk.takeAway(who, "forget", new Pid(pid));
            dropBond(device.address(), pid);
            return null;
        });
    }

    private void dropBond(String address, String pid) {
        if (!address.isEmpty() && roster.nobodyElseUses(address, pid)) {
            ears.forget(address);
        }
    }

    @Override
    public CompletableFuture<Optional<TestReading>> reading(String pid, long after, Duration patience) {
        return readings.next(roster.device(pid), after, patience);
    }

    @Override
    public List<Quarantined> quarantined(String pid) {
        return readings.quarantined(roster.device(pid));
    }

    @Override
    public List<Quarantined> quarantined() {
        return readings.quarantined();
    }

    @Override
    public DeviceSet export() {
        return sets.export(roster.devices());
    }

    @Override
    public CompletableFuture<List<ImportOutcome>> take(
            String who, DeviceSet set, Map<String, PersonId> persons, boolean dryRun) {
        return desk.inTurn(() -> sets.take(who, set, persons, dryRun));
    }
}
