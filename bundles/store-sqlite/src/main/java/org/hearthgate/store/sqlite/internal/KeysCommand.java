package org.hearthgate.store.sqlite.internal;

import java.util.List;
import java.util.OptionalLong;
import org.hearthgate.api.hub.HubCommand;
import org.hearthgate.api.key.HubKey;
import org.hearthgate.api.key.HubKeys;
import org.hearthgate.api.key.KeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code hub keys}: which keys there are, since when, and what is still under older ones; and their change. Never a key itself. */
@Component(
        name = "org.hearthgate.store.sqlite.keys",
        configurationPid = "org.hearthgate.store.sqlite",
        immediate = true,
        property = HubCommand.COMMAND + "=keys")
public final class KeysCommand implements HubCommand {
    private static final String USAGE_TEXT = "usage: hub keys --home DIR [rotate (--hub | --person ID)]";

    private final SqliteRecord record;

    @Activate
    public KeysCommand(@Reference SqliteRecord record) {
        this.record = record;
    }

    @Override
    public String name() {
        return "keys";
    }

    @Override
    public int run(List<String> words, Screen screen) {
        if (words.contains("--help")) {
            screen.say(USAGE_TEXT);
            return OK;
        }
        if (words.isEmpty()) {
            return show(screen);
        }
        if (words.equals(List.of("rotate", "--hub"))) {
            return rotateHub(screen);
        }
        if (words.size() == 3 && words.subList(0, 2).equals(List.of("rotate", "--person"))) {
            return rotatePerson(words.get(2), screen);
        }
        screen.complain("keys: cannot understand '" + String.join(" ", words) + "'; " + USAGE_TEXT);
        return USAGE;
    }

    private int show(Screen screen) {
        HubKeys hub = record.keys().hub();
        screen.say("source " + hub.source() + ": " + hub.protection());
        hub.trouble().ifPresent(trouble -> screen.say("TROUBLE: " + trouble));
        for (HubKey key : hub.keys()) {
            screen.say("hub key " + key.id()
                    + key.madeAt().map(at -> ", made " + at).orElse("")
                    + (key.spare() ? ", spare: whoever has the disk has it" : "")
                    + (isCurrent(hub, key) ? ", current" : ""));
        }
        var names = new Names();
        List<String> lines = record.readers().read("look at the keys", session -> {
            var found = new java.util.ArrayList<String>();
            for (KeyTable.Row row : KeyTable.all(session)) {
                String owner = row.person() == KeyTable.HOUSEHOLD
                        ? "of the household"
                        : "of person " + names.text(session, row.person());
                found.add("key " + row.number() + " " + owner + ", made " + row.madeAt() + ", under "
                        + (row.wrapped().hubKey().equals(KeyTable.NOT_YET)
                                ? "no hub key"
                                : row.wrapped().hubKey())
                        + row.retiredAt().map(at -> ", retired " + at).orElse(", current"));
            }
            return found;
        });
        lines.forEach(screen::say);
        screen.say(record.resealing().rowsLeft() + " rows are still under older keys or none");
        return OK;
    }

    private static boolean isCurrent(HubKeys hub, HubKey key) {
        try {
            return hub.current().equals(key.id());
        } catch (KeyException e) {
            return false;
        }
    }

    private int rotateHub(Screen screen) {
        try {
            record.hubKeyChange().rotate().forEach(screen::say);
            return OK;
        } catch (KeyException e) {
            screen.complain("keys: the hub's key was not changed: " + e.getMessage());
            return e.reason() == KeyException.Reason.BY_HAND ? BAD_DATA : TRY_LATER;
        }
    }

    private int rotatePerson(String person, Screen screen) {
        long number = record.writer()
                .transact("rotate a person's key", record.keys().within(session -> {
                    OptionalLong name = Names.find(session, person);
                    if (name.isEmpty() || !record.keys().has(session, name.getAsLong())) {
                        return 0L;
                    }
                    long fresh = record.keys().rotate(session, name.getAsLong());
                    Resealing.begin(session);
                    return fresh;
                }));
        if (number == 0) {
            screen.complain("keys: nobody with the id " + person + " has a key; `hub keys` lists the ids");
            return BAD_DATA;
        }
        screen.say("key " + number + " seals what is new; older rows are sealed anew in the background");
        return OK;
    }
}
