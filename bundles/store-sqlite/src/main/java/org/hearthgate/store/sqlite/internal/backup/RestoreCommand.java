package org.hearthgate.store.sqlite.internal.backup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.hub.HubCommand;
import org.hearthgate.api.store.StoreException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code hub restore}: the day the old hub is gone. The restored record takes its place by closing and opening, within seconds. */
@Component(name = Backups.PID + ".restore", configurationPid = Backups.PID, property = HubCommand.COMMAND + "=restore")
public final class RestoreCommand implements HubCommand {
    private static final String HELP =
            "hub restore --home DIR --from DIR --recovery-code CODE [--series ID] [--replace]"
                    + "   --replace: this hub's own record is set aside (kept, not deleted)";

    private final Backups backups;

    @Activate
    public RestoreCommand(@Reference Backups backups) {
        this.backups = backups;
    }

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public int run(List<String> arguments, Screen screen) {
        var words = new ArrayList<>(arguments);
        if (words.contains("--help")) {
            screen.say(HELP);
            return OK;
        }
        boolean replace = words.remove("--replace");
        Optional<Path> from = Words.value(words, "--from").map(Path::of);
        Optional<String> code = Words.value(words, "--recovery-code");
        Optional<String> series = Words.value(words, "--series");
        if (from.isEmpty() || code.isEmpty() || !words.isEmpty()) {
            screen.complain(
                    "hub restore needs --from DIR and --recovery-code CODE and nothing else; see hub restore --help");
            return USAGE;
        }
        try {
            Restoration.Built built = backups.restore(from.get(), series, RecoveryKey.parse(code.get()), replace);
            built.left().forEach(left -> screen.complain("not restored: " + left));
            screen.say(built.observations() + " observations up to number " + built.last()
                    + " were restored and checked; they take the place of the present record now, which is kept in "
                    + built.setAside());
            backups.reopen();
            return built.left().isEmpty() ? OK : BAD_DATA;
        } catch (BackupException | StoreException e) {
            screen.complain(e.getMessage());
            return BAD_DATA;
        }
    }
}
