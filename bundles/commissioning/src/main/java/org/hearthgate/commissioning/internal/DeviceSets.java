package org.hearthgate.commissioning.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hearthgate.api.commissioning.CommissioningException;
import org.hearthgate.api.commissioning.CommissioningException.Reason;
import org.hearthgate.api.commissioning.ConfiguredSettings;
import org.hearthgate.api.commissioning.DeviceSet;
import org.hearthgate.api.commissioning.HomeDevice;
import org.hearthgate.api.commissioning.ImportOutcome;
import org.hearthgate.api.commissioning.ImportOutcome.Outcome;
import org.hearthgate.api.commissioning.SettingsUpdate;
import org.hearthgate.api.device.DeviceKind;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.PersonId;

/** A home's devices taken along and taken in. What is wrong with one device costs that device only. */
final class DeviceSets {
    private static final int MOST = 200;

    private final SettingsDesk desk;
    private final Whiteboard whiteboard;
    private final HubClock clock;

    DeviceSets(SettingsDesk desk, Whiteboard whiteboard, HubClock clock) {
        this.desk = desk;
        this.whiteboard = whiteboard;
        this.clock = clock;
    }

    DeviceSet export(List<HomeDevice> devices) {
        Set<String> pids = new HashSet<>();
        devices.forEach(device -> pids.add(device.pid()));
        return new DeviceSet(
                clock.now(),
                desk.all().stream()
                        .filter(one -> pids.contains(one.pid()))
                        .map(one -> new DeviceSet.Entry(one.pid(), one.values(), one.secrets()))
                        .toList());
    }

    /** On the desk's own thread. */
    List<ImportOutcome> take(String who, DeviceSet set, Map<String, PersonId> persons, boolean dryRun) {
        if (set.devices().size() > MOST) {
            throw new CommissioningException(
                    Reason.INVALID,
                    "A set has " + MOST + " devices at most, this one has "
                            + set.devices().size() + ".");
        }
        var outcomes = new ArrayList<ImportOutcome>();
        var seen = new HashSet<String>();
        for (DeviceSet.Entry entry : set.devices()) {
            try {
                outcomes.add(take(who, entry, persons, dryRun, seen));
            } catch (CommissioningException e) {
                outcomes.add(new ImportOutcome(entry.pid(), Outcome.REFUSED, e.getMessage(), e.problems(), List.of()));
            }
        }
        return outcomes;
    }

    private ImportOutcome take(
            String who, DeviceSet.Entry entry, Map<String, PersonId> persons, boolean dryRun, Set<String> seen) {
        Map<String, Object> settings = new TreeMap<>(entry.settings());
        if (settings.get(DeviceKind.PERSON) instanceof String person && persons.containsKey(person)) {
            settings.put(DeviceKind.PERSON, persons.get(person).value());
        }
        var named = new Pid(entry.pid());
        if (!named.oneOfSeveral()) {
            throw new CommissioningException(
                    Reason.INVALID, named + " is no device: a device's configuration is named <factory pid>~<name>.");
        }
        Pid pid = existing(named, settings).orElse(named);
        if (!seen.add(pid.value())) {
            throw new CommissioningException(Reason.INVALID, pid + " is in this set twice. Take one of them out.");
        }
        Draft draft = desk.draft(pid, SettingsUpdate.of(settings));
        if (!draft.problems().isEmpty()) {
            return new ImportOutcome(
                    pid.value(), Outcome.REFUSED, "Its settings cannot be used here.", draft.problems(), List.of());
        }
        boolean isNew = draft.before().isEmpty();
        Outcome outcome = isNew ? Outcome.ADDED : draft.differences().isEmpty() ? Outcome.SAME : Outcome.CHANGED;
        if (!dryRun && outcome != Outcome.SAME) {
            desk.commit(who, "import", draft);
        }
        return new ImportOutcome(pid.value(), outcome, why(outcome, entry), List.of(), draft.differences());
    }

    /** {@return the device here that has this one's address already, so that a second import finds what the first has made} */
    private Optional<Pid> existing(Pid named, Map<String, Object> settings) {
        Optional<KnownKind> kind = whiteboard.kindOf(named.factory());
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        String identity = identity(kind.get(), settings);
        return desk.all().stream()
                .filter(one -> new Pid(one.pid()).factory().equals(named.factory()))
                .filter(one -> identity(kind.get(), one.values()).equals(identity))
                .map(ConfiguredSettings::pid)
                .map(Pid::new)
                .findFirst();
    }

    private static String identity(KnownKind kind, Map<String, Object> settings) {
        String address = ConfiguredRoster.text(settings, kind.addressKey()).toLowerCase(Locale.ROOT);
        return kind.shared() ? address + " " + ConfiguredRoster.text(settings, DeviceKind.PERSON) : address;
    }

    private static String why(Outcome outcome, DeviceSet.Entry entry) {
        String secrets = entry.secretsLeftOut().isEmpty() || outcome == Outcome.SAME
                ? ""
                : " A set carries no secrets: set " + String.join(", ", entry.secretsLeftOut()) + " by hand.";
        return switch (outcome) {
            case ADDED -> "It is new here." + secrets;
            case CHANGED -> "It is here already, with other settings." + secrets;
            case SAME -> "It is here already, just so.";
            case REFUSED -> "";
        };
    }
}
