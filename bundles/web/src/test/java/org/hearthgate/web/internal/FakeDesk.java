package org.hearthgate.web.internal;

import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.commissioning.Applied;
import org.hearthgate.api.commissioning.Assignment;
import org.hearthgate.api.commissioning.Change;
import org.hearthgate.api.commissioning.Commissioning;
import org.hearthgate.api.commissioning.CommissioningException;
import org.hearthgate.api.commissioning.CommissioningException.Reason;
import org.hearthgate.api.commissioning.ConfiguredSettings;
import org.hearthgate.api.commissioning.DeviceAddress;
import org.hearthgate.api.commissioning.DeviceInbox;
import org.hearthgate.api.commissioning.DeviceRoster;
import org.hearthgate.api.commissioning.DeviceSet;
import org.hearthgate.api.commissioning.HomeDevice;
import org.hearthgate.api.commissioning.HomeSettings;
import org.hearthgate.api.commissioning.ImportOutcome;
import org.hearthgate.api.commissioning.Inbox;
import org.hearthgate.api.commissioning.OpenPairing;
import org.hearthgate.api.commissioning.SettingsCheck;
import org.hearthgate.api.commissioning.SettingsDifference;
import org.hearthgate.api.commissioning.SettingsForm;
import org.hearthgate.api.commissioning.SettingsProblem;
import org.hearthgate.api.commissioning.SettingsUpdate;
import org.hearthgate.api.commissioning.Standing;
import org.hearthgate.api.commissioning.TestReading;
import org.hearthgate.api.device.HeardDevice;
import org.hearthgate.api.device.Pairing;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.testkit.Given;

/** A desk with a sensor of Anna's and one of Ben's on it, which writes down what it is asked to do and by whom. */
final class FakeDesk implements Commissioning, DeviceInbox, DeviceRoster, HomeSettings {
    static final String ANNAS = "org.hearthgate.adapter.toy~annas";
    static final String BENS = "org.hearthgate.adapter.toy~bens";
    private static final Standing RUNNING = new Standing(Standing.State.RUNNING, "It runs with these settings.");

    final List<String> asked = new ArrayList<>();
    Optional<CommissioningException> refusal = Optional.empty();
    boolean readingArrives = true;

    /** Nights of the duty timetable, by name. */
    final Map<String, Map<String, Object>> nights = new TreeMap<>();

    private CompletableFuture<Applied> done(String words) {
        asked.add(words);
        return refusal.<CompletableFuture<Applied>>map(CompletableFuture::failedFuture)
                .orElseGet(() -> CompletableFuture.completedFuture(new Applied(
                        ANNAS,
                        RUNNING,
                        false,
                        List.of(
                                new SettingsDifference("label", false, Optional.of("old"), Optional.of("new")),
                                new SettingsDifference(".key", true, Optional.empty(), Optional.empty())))));
    }

    static HomeDevice device(String pid, PersonId person, String address) {
        return new HomeDevice(
                pid,
                Optional.of("toy"),
                "Toy sensor",
                Optional.of(person),
                "Sensor of " + person,
                address,
                RUNNING,
                List.of(),
                OptionalInt.of(-61));
    }

    @Override
    public DeviceInbox inbox() {
        return this;
    }

    @Override
    public DeviceRoster roster() {
        return this;
    }

    @Override
    public HomeSettings settings() {
        return this;
    }

    @Override
    public HomeSettings alarms() {
        return this;
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change(NOON, "installer", "set", ANNAS, List.of("label"), true));
    }

    @Override
    public Inbox look() {
        return new Inbox(
                devices().stream()
                        .map(device -> new Inbox.Entry(
                                new HeardDevice(
                                        "air",
                                        device.address(),
                                        Optional.of("Toy"),
                                        Set.of("toy"),
                                        OptionalInt.of(-61),
                                        NOON,
                                        true,
                                        Map.of("maker", "Toy")),
                                List.of(new Inbox.Offer("toy", "Toy sensor", true, false)),
                                List.of(device)))
                        .toList(),
                List.of("The transport wire does not answer."),
                Optional.empty());
    }

    @Override
    public Instant search(Duration length) {
        asked.add("search " + length);
        return NOON.plus(length);
    }

    @Override
    public CompletableFuture<Map<String, String>> identify(DeviceAddress device) {
        return CompletableFuture.completedFuture(Map.of("maker", "Toy"));
    }

    private static OpenPairing begun(DeviceAddress device) {
        return new OpenPairing(
                "p1", device, new Pairing.Progress(Pairing.State.WANTS_PASSKEY, "Type the six digits on the device"));
    }

    @Override
    public OpenPairing pair(DeviceAddress device) {
        asked.add("pair " + device.address());
        return begun(device);
    }

    @Override
    public OpenPairing pairing(String id) {
        return begun(new DeviceAddress("air", "A"));
    }

    @Override
    public OpenPairing answer(String id, String text) {
        asked.add("answer " + text);
        return begun(new DeviceAddress("air", "A"));
    }

    @Override
    public void cancel(String id) {
        asked.add("cancel " + id);
    }

    @Override
    public List<HomeDevice> devices() {
        return List.of(device(ANNAS, ANNA, "A"), device(BENS, BEN, "B"));
    }

    @Override
    public Optional<HomeDevice> device(String pid) {
        return devices().stream().filter(device -> device.pid().equals(pid)).findFirst();
    }

    @Override
    public SettingsCheck check(Assignment assignment) {
        return check(ANNAS, SettingsUpdate.of(assignment.settings()));
    }

    @Override
    public CompletableFuture<Applied> assign(String who, Assignment assignment) {
        return done(who + " assigns " + assignment.device().address() + " to " + assignment.person() + " with "
                + assignment.settings());
    }

    @Override
    public CompletableFuture<Applied> rename(String who, String pid, String label) {
        return done(who + " renames " + pid + " to " + label);
    }

    @Override
    public CompletableFuture<Applied> replace(String who, String pid, DeviceAddress successor) {
        return done(who + " replaces " + pid + " by " + successor.address());
    }

    @Override
    public CompletableFuture<Applied> reassign(String who, String pid, PersonId person) {
        return done(who + " gives " + pid + " to " + person);
    }

    @Override
    public CompletableFuture<Void> forget(String who, String pid) {
        asked.add(who + " forgets " + pid);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Optional<TestReading>> reading(String pid, long after, Duration patience) {
        asked.add("reading after " + after + " within " + patience);
        PersonId person = device(pid).orElseThrow().person().orElseThrow();
        return CompletableFuture.completedFuture(
                readingArrives
                        ? Optional.of(new TestReading(
                                new StoredObservation(
                                        7,
                                        Given.reading(41)
                                                .of(person)
                                                .doubted(Doubt.Flag.COMPRESSION_SUSPECTED)
                                                .doubted(Doubt.Flag.NOISY)
                                                .build()),
                                Duration.ofSeconds(90),
                                OptionalInt.of(-61)))
                        : Optional.empty());
    }

    @Override
    public List<Quarantined> quarantined(String pid) {
        return quarantined();
    }

    @Override
    public List<Quarantined> quarantined() {
        return List.of(ofPerson(Optional.of(ANNA)), ofPerson(Optional.of(BEN)), ofPerson(Optional.empty()));
    }

    private static Quarantined ofPerson(Optional<PersonId> person) {
        return new Quarantined(
                NOON, "toy", "A", person, "the checksum is wrong", new RawForm("application/octet-stream", new byte[] {
                    (byte) 0xff, 0x01
                }));
    }

    @Override
    public DeviceSet export() {
        return new DeviceSet(
                NOON, List.of(new DeviceSet.Entry(ANNAS, Map.of("person", "anna", "minutes", 5L), List.of(".key"))));
    }

    @Override
    public CompletableFuture<List<ImportOutcome>> take(
            String who, DeviceSet set, Map<String, PersonId> persons, boolean dryRun) {
        asked.add(who + " takes " + set.devices() + " for " + persons + (dryRun ? " dry" : ""));
        return CompletableFuture.completedFuture(List.of(
                new ImportOutcome(ANNAS, ImportOutcome.Outcome.ADDED, "It is new here.", List.of(), List.of())));
    }

    @Override
    public List<SettingsForm> forms() {
        return List.of(new SettingsForm("org.hearthgate.adapter.toy", true, "Toy", "", List.of()));
    }

    @Override
    public List<ConfiguredSettings> all() {
        var all = new ArrayList<ConfiguredSettings>();
        all.add(new ConfiguredSettings(ANNAS, Map.of("person", "anna"), List.of(".key"), RUNNING));
        nights.forEach((name, values) ->
                all.add(new ConfiguredSettings("org.hearthgate.duty.exception~" + name, values, List.of(), RUNNING)));
        return all;
    }

    @Override
    public Optional<ConfiguredSettings> of(String pid) {
        return all().stream().filter(one -> one.pid().equals(pid)).findFirst();
    }

    @Override
    public SettingsCheck check(String pid, SettingsUpdate update) {
        return new SettingsCheck(pid, List.of(new SettingsProblem("minutes", "must be 1 to 15, was 16")), List.of());
    }

    @Override
    public CompletableFuture<Applied> apply(String who, String pid, SettingsUpdate update) {
        return done(who + " sets " + pid + " " + update.set() + " clears " + update.cleared());
    }

    @Override
    public CompletableFuture<Void> remove(String who, String pid) {
        asked.add(who + " removes " + pid);
        return refusal.<CompletableFuture<Void>>map(CompletableFuture::failedFuture)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    @Override
    public boolean lasting() {
        return false;
    }

    /** Refuses the next changes. */
    void refuse(Reason reason, String message) {
        refusal = Optional.of(
                new CommissioningException(reason, message, List.of(new SettingsProblem("minutes", "is wrong"))));
    }
}
