package org.hearthgate.store.sqlite.internal.backup;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.store.sqlite.internal.Setting;
import org.hearthgate.store.sqlite.internal.SqliteRecord;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** All that can be done with the backups of this hub, one thing at a time, whoever asks: schedule, command line or an erasure. */
@Component(service = Backups.class, name = Backups.PID, configurationPid = Backups.PID)
@Designate(ocd = Backups.Config.class)
public final class Backups {
    static final String PID = "org.hearthgate.store.sqlite.backup";
    private static final String DEFAULT = "backup";

    private final SqliteRecord record;
    private final HubClock clock;
    private final Config config;
    private final TravellingKeys keys;
    private final Consumer<String> step;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private volatile Optional<Instant> lookedAt = Optional.empty();

    /** Settings of the backups. */
    @ObjectClassDefinition(
            name = "Store: backup",
            description = "Encrypted copies of the record, verified by restoring them")
    public @interface Config {
        @AttributeDefinition(
                name = "Directories",
                description =
                        "Where copies go: folders on other disks, sticks or shares. Empty: the folder 'backup' beside the"
                                + " record's own, which survives a damaged file but no lost or broken disk")
        String[] directories() default {};

        @AttributeDefinition(name = "Back up every (hours)", min = "1", max = "168")
        int everyHours() default 6;

        @AttributeDefinition(
                name = "Verify every (days)",
                description = "How often everything is really restored and compared",
                min = "1",
                max = "90")
        int verifyEveryDays() default 7;

        @AttributeDefinition(
                name = "Warn after (days)",
                description = "Health warns when a directory has had no backup for longer",
                min = "1",
                max = "90")
        int warnAfterDays() default 3;
    }

    @Activate
    public Backups(@Reference SqliteRecord record, @Reference HubClock clock, Config config) {
        this(record, clock, config, record.travellingKeys(), step -> {});
    }

    Backups(SqliteRecord record, HubClock clock, Config config, TravellingKeys keys, Consumer<String> step) {
        Setting.within(PID, "everyHours", config.everyHours(), 1, 168);
        Setting.within(PID, "verifyEveryDays", config.verifyEveryDays(), 1, 90);
        Setting.within(PID, "warnAfterDays", config.warnAfterDays(), 1, 90);
        this.record = requireNonNull(record, "record");
        this.clock = requireNonNull(clock, "clock");
        this.config = config;
        this.keys = keys;
        this.step = step;
    }

    /** {@return the folders of the configuration} */
    List<Path> targets() {
        var targets = new LinkedHashSet<Path>();
        for (String directory : config.directories()) {
            if (!directory.isBlank()) {
                targets.add(Path.of(directory).toAbsolutePath().normalize());
            }
        }
        return targets.isEmpty() ? List.of(besideTheRecord()) : List.copyOf(targets);
    }

    private Path besideTheRecord() {
        return record.file().getParent().resolveSibling(DEFAULT);
    }

    private Source source() {
        return new Source(record.file(), record.storeId(), record.audit(), keys, step);
    }

    /** Backs up to one folder. */
    BackupRun.Done backUp(Path target, boolean anew) {
        return alone(() -> {
            if (target.equals(besideTheRecord())) {
                make(target);
            }
            return new BackupRun(source(), record.vault(), target).run(anew, clock.now());
        });
    }

    private static void make(Path target) {
        try {
            Files.createDirectories(target);
        } catch (IOException e) {
            throw new BackupException(
                    "cannot make the folder " + target + ": " + e + "; make it writable for the hub", e);
        }
    }

    Verification.Outcome verify(Path target) {
        return alone(() -> new Verification(source(), record.vault()).verify(target, clock.now()));
    }

    /**
     * Builds the restored record and leaves it for the next start.
     *
     * @param replace whether a record with observations may be set aside
     */
    Restoration.Built restore(Path from, Optional<String> series, RecoveryKey key, boolean replace) {
        return alone(() -> new Restoration(source(), record.vault()).build(from, series, key, replace, clock.now()));
    }

    void reopen() {
        record.reopen();
    }

    /**
     * Persons' keys were destroyed in the record: they vanish from the keyrings too, and everything that was sealed under the recovery
     * key so far gives way to new backups under a new one, so that older copies cannot be opened with what the hub still holds.
     *
     * @return what somebody has to do, in sentences
     */
    public List<String> forgetDestroyedKeys() {
        return alone(() -> new Forgetting(source(), record.vault()).forget(this::backUpAnew, clock.now()));
    }

    private BackupRun.Done backUpAnew(Path target) {
        return new BackupRun(source(), record.vault(), target).run(true, clock.now());
    }

    Optional<RecoveryKey> key() {
        return record.vault().key();
    }

    List<Note> notes() {
        return record.vault().notes();
    }

    /** {@return whether a target is due for a backup; also when the clock was set back} */
    boolean dueForBackup(Path target) {
        return due(record.vault().note(target).madeAt(), Duration.ofHours(config.everyHours()));
    }

    boolean dueForVerification(Path target) {
        Note note = record.vault().note(target);
        return note.madeAt().isPresent() && due(note.verifiedAt(), Duration.ofDays(config.verifyEveryDays()));
    }

    private boolean due(Optional<Instant> last, Duration every) {
        Instant now = clock.now();
        return last.isEmpty()
                || !now.isBefore(last.get().plus(every))
                || last.get().isAfter(now.plus(every));
    }

    /** {@return what should worry somebody, in sentences} */
    List<String> worries() {
        var worries = new ArrayList<String>();
        record.guard()
                .notice()
                .ifPresent(notice -> worries.add(notice + " When you have read this: hub backup --seen"));
        Duration patience = Duration.ofDays(config.warnAfterDays());
        for (Path target : targets()) {
            Optional<Instant> made = record.vault().note(target).madeAt();
            if (made.isPresent() && clock.now().isAfter(made.get().plus(patience))) {
                worries.add("there has been no backup to " + target + " since " + made.get()
                        + "; plug it in, or run: hub backup --to " + target);
            }
        }
        return worries;
    }

    void seen() {
        record.guard().seen();
    }

    /** {@return whether the whole file is due to be looked over: after each opening, then as often as a backup is verified} */
    boolean dueForALook() {
        return record.guard().lookIsDue() || due(lookedAt, Duration.ofDays(config.verifyEveryDays()));
    }

    /**
     * Looks the whole file over. Damage that is found is repaired by opening the record again, within seconds.
     *
     * @return what is wrong, empty if nothing
     */
    Optional<String> lookToTheEnd() {
        Optional<String> wrong = record.guard().lookToTheEnd();
        lookedAt = Optional.of(clock.now());
        wrong.ifPresent(damage -> {
            record.guard().damaged(damage, 0);
            record.reopen();
        });
        return wrong;
    }

    /** {@return all folders that hold, or held, a backup of this record} */
    Set<Path> everyTarget() {
        var all = new LinkedHashSet<>(targets());
        notes().forEach(note -> all.add(Path.of(note.folder())));
        return all;
    }

    private <T> T alone(Supplier<T> work) {
        if (!oneAtATime.tryLock()) {
            throw new BackupException("a backup or restore is running already; try again when it is done");
        }
        try {
            return work.get();
        } finally {
            oneAtATime.unlock();
        }
    }
}
