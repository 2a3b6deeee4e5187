package org.hearthgate.store.sqlite.internal;

import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.hub.HubCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code hub erase}: takes a person out of the record for ever, and shows that it did. */
@Component(
        name = "org.hearthgate.store.sqlite.erase",
        configurationPid = "org.hearthgate.store.sqlite",
        immediate = true,
        property = HubCommand.COMMAND + "=erase")
public final class EraseCommand implements HubCommand {
    private static final String USAGE_TEXT = "usage: hub erase --home DIR --person ID --yes [--if-any]";

    private final SqliteRecord record;

    /** Folders of backups come and go while we run. */
    @Reference
    private volatile List<ErasureTarget> targets = List.of();

    @Activate
    public EraseCommand(@Reference SqliteRecord record) {
        this.record = record;
    }

    @Override
    public String name() {
        return "erase";
    }

    @Override
    public int run(List<String> arguments, Screen screen) {
        if (arguments.contains("--help")) {
            screen.say(USAGE_TEXT);
            screen.say(
                    "Destroys the keys of a person, deletes their rows, changes the hub's key, and proves that nothing can be read.");
            screen.say(
                    "There is no way back. Readings that arrive afterwards begin a new record: remove the person's devices first.");
            return OK;
        }
        var words = new ArrayList<>(arguments);
        boolean sure = words.remove("--yes");
        boolean ifAny = words.remove("--if-any");
        if (words.size() != 2 || !words.get(0).equals("--person")) {
            screen.complain("erase: a person is missing, or there is a word too many; " + USAGE_TEXT);
            return USAGE;
        }
        String person = words.get(1);
        var erasure = new Erasure(record, targets);
        if (!erasure.knows(person) && ifAny) {
            screen.say("the record holds nothing of " + person);
            return OK;
        }
        if (!erasure.knows(person)) {
            screen.complain("erase: the record knows nobody with the id " + person + "; `hub keys` lists the ids");
            return BAD_DATA;
        }
        if (!sure) {
            screen.complain("erase: nothing was done: this cannot be undone; say --yes if all data of " + person
                    + " shall be unreadable for ever");
            return USAGE;
        }
        boolean complete = erasure.run(person);
        erasure.report().forEach(screen::say);
        if (!complete) {
            screen.complain("erase: not everything is done; see NOT DONE above");
            return TRY_LATER;
        }
        screen.say("erased");
        return OK;
    }
}
