package org.hearthgate.store.sqlite.internal.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.hub.HubCommand;
import org.hearthgate.api.store.StoreException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code hub backup}: what a person wants of the backups, in their words. */
@Component(name = Backups.PID + ".command", configurationPid = Backups.PID, property = HubCommand.COMMAND + "=backup")
public final class BackupCommand implements HubCommand {
    private static final List<String> HELP = List.of(
            "hub backup --home DIR [--to DIR]          back up now: to DIR (made known as a target), or to every configured folder",
            "hub backup --home DIR --verify [--to DIR] restore everything into a scratch database and compare it with the record",
            "hub backup --home DIR --list              the backups this hub knows of",
            "hub backup --home DIR --show-recovery-code the code that opens them: print it, keep it away from the hub",
            "hub backup --home DIR --check             look the whole record over; what is damaged is repaired from the backups",
            "hub backup --home DIR --seen              the report of a repair was read; health is quiet about it again");

    private final Backups backups;

    @Activate
    public BackupCommand(@Reference Backups backups) {
        this.backups = backups;
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public int run(List<String> arguments, Screen screen) {
        var words = new ArrayList<>(arguments);
        if (words.contains("--help")) {
            HELP.forEach(screen::say);
            return OK;
        }
        boolean verify = words.remove("--verify");
        boolean list = words.remove("--list");
        boolean code = words.remove("--show-recovery-code");
        boolean check = words.remove("--check");
        boolean seen = words.remove("--seen");
        Optional<Path> to = Words.value(words, "--to").map(Path::of).map(path -> path.toAbsolutePath()
                .normalize());
        if (!words.isEmpty()) {
            screen.complain("hub backup does not know " + words.get(0) + "; see hub backup --help");
            return HubCommand.USAGE;
        }
        if (list) {
            return list(screen);
        }
        if (code) {
            return code(screen);
        }
        if (check) {
            return check(screen);
        }
        if (seen) {
            backups.seen();
            screen.say("health is quiet about the repair; its report stays beside the damaged file");
            return OK;
        }
        List<Path> targets = to.map(List::of).orElseGet(backups::targets);
        int worst = OK;
        for (Path target : targets) {
            worst = Math.max(worst, verify ? verify(target, screen) : backUp(target, to.isPresent(), screen));
        }
        return worst;
    }

    private int backUp(Path target, boolean anew, Screen screen) {
        boolean first = backups.key().isEmpty();
        try {
            BackupRun.Done done = backups.backUp(target, anew);
            done.told().forEach(screen::say);
            screen.say(done.rows() + " observations were added to the backup in " + target
                    + " and read back; it holds everything up to now");
        } catch (BackupException | StoreException e) {
            screen.complain(e.getMessage());
            return TRY_LATER;
        }
        if (first) {
            code(screen);
        }
        return OK;
    }

    private int verify(Path target, Screen screen) {
        try {
            Verification.Outcome outcome = backups.verify(target);
            if (outcome.problems().isEmpty()) {
                screen.say("the backup in " + target + " was restored into a scratch database: all " + outcome.rows()
                        + " rows are equal to the record's");
                return OK;
            }
            outcome.problems().forEach(problem -> screen.complain("the backup in " + target + ": " + problem));
            screen.complain("run 'hub backup --to " + target + "': it copies again what is missing");
            return BAD_DATA;
        } catch (BackupException | StoreException e) {
            screen.complain(e.getMessage());
            return TRY_LATER;
        }
    }

    private int check(Screen screen) {
        Optional<String> wrong = backups.lookToTheEnd();
        if (wrong.isEmpty()) {
            screen.say("the record was looked over: its file is sound");
            return OK;
        }
        screen.complain("the record is damaged (" + wrong.get()
                + "); it is being repaired from the backups now, and the health of 'backup' will say what is gone");
        return BAD_DATA;
    }

    private int list(Screen screen) {
        if (backups.notes().isEmpty()) {
            screen.say("there is no backup yet");
        }
        for (Note note : backups.notes()) {
            screen.say(note.folder() + ": " + note.segments() + " segments up to observation " + note.position()
                    + ", made " + when(note.madeAt()) + ", verified " + when(note.verifiedAt()));
        }
        return OK;
    }

    private static String when(Optional<Instant> at) {
        return at.map(Instant::toString).orElse("never");
    }

    private int code(Screen screen) {
        Optional<RecoveryKey> key = backups.key();
        if (key.isEmpty()) {
            screen.complain("there is no recovery code before the first backup; run: hub backup");
            return TRY_LATER;
        }
        screen.say(
                "Recovery code " + key.get().id() + " (print it; with it, and only with it, a new hub can restore):");
        screen.say(key.get().code());
        return OK;
    }
}
