package org.hearthgate.store.sqlite.internal.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Carries an erasure to the backups, and says in sentences what no hub can do: reach a medium that is in a drawer. */
final class Forgetting {
    private final Source source;
    private final Vault vault;

    Forgetting(Source source, Vault vault) {
        this.source = source;
        this.vault = vault;
    }

    /** Ended at any moment, the next backup goes on: series that are to go stand in the notes before the key changes. */
    List<String> forget(Consumer<Path> backUp, Instant now) {
        var sentences = new ArrayList<String>();
        if (vault.key().isEmpty()) {
            return List.of("There is no backup yet, so nothing of this person is in one.");
        }
        RecoveryKey old = vault.key().get();
        List<Note> notes = vault.notes();
        notes.forEach(note -> withoutKeys(note, old));
        vault.keep(notes.stream().map(Note::retire).toList());
        RecoveryKey fresh = RecoveryKey.random();
        vault.keep(fresh);
        for (Note note : notes) {
            Path target = Path.of(note.folder());
            try {
                backUp.accept(target);
                sentences.add(
                        "The backup in " + target + " was made anew without the person; the old one was deleted.");
            } catch (BackupException e) {
                sentences.add("The backup in " + target + " could not be reached (" + e.getMessage()
                        + "): plug the medium in and run 'hub backup --to " + target + "', or destroy it.");
            }
        }
        sentences.add("The recovery code is a new one since " + now + " (" + fresh.id()
                + "): print it with 'hub backup --show-recovery-code' and destroy every print of the old one ("
                + old.id()
                + "). Whoever keeps both an old copy and the old code could still read what was in it.");
        return List.copyOf(sentences);
    }

    /** At once, before anything that takes time. */
    private void withoutKeys(Note note, RecoveryKey key) {
        if (note.series().isEmpty()) {
            return;
        }
        Path folder = Path.of(note.folder())
                .resolve(source.storeId())
                .resolve(note.series().get());
        try {
            if (Files.isDirectory(folder)) {
                Keyring.write(folder, key, Series.idOf(folder), source.keys().export());
            }
        } catch (IOException e) {
            // the new backup fails there too, and that is told
        }
    }
}
