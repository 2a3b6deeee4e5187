package org.hearthgate.store.sqlite.internal.backup;

import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.testkit.Given.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hearthgate.api.hub.HubCommand;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.store.sqlite.internal.OpenStore;
import org.hearthgate.testkit.ManualClock;
import org.osgi.util.converter.Converters;

/** A home in a folder: its hub's store, and sticks that can be plugged in and pulled out. */
public final class Family implements AutoCloseable {
    private final Path folder;
    private final OpenStore store;
    public final ManualClock clock = new ManualClock(NOON);
    private final Map<String, Object> settings = new HashMap<>();
    private Consumer<String> step = done -> {};

    public Family(Path folder) {
        this(folder, OpenStore.ofItsOwnHub(folder.resolve("data")));
    }

    private Family(Path folder, OpenStore store) {
        this.folder = folder;
        this.store = store;
    }

    /** {@return the same closed home, its hub switched on again} */
    public Family reopened() {
        return new Family(folder, store.reopened());
    }

    /** {@return the same home, whose files were copied to another folder while its hub was running, as after a kill} */
    public Family copiedTo(Path other) {
        return new Family(other, store.ofTheSameHub(other.resolve("data")));
    }

    /** {@return what `hub backup --check` ends with} */
    public int check() {
        return Heard.of(new BackupCommand(backups()), List.of("--check")).code();
    }

    public OpenStore store() {
        return store;
    }

    public Path data() {
        return folder.resolve("data");
    }

    Family with(String key, Object value) {
        settings.put(key, value);
        return this;
    }

    Family endingAt(Consumer<String> watcher) {
        step = watcher;
        return this;
    }

    public Backups backups() {
        var config = Converters.standardConverter().convert(settings).to(Backups.Config.class);
        return new Backups(store.record(), clock, config, store.record().travellingKeys(), step);
    }

    public Path target() {
        return folder.resolve("backup");
    }

    public void backUp() {
        backups().backUp(target(), false);
    }

    public void readings(int first, int count) {
        var batch = new ArrayList<Observation>();
        for (int number = first; number < first + count; number++) {
            batch.add(reading(100 + number % 100)
                    .at(NOON.plusSeconds(60L * number))
                    .raw("{\"n\":" + number + "}")
                    .build());
        }
        store.observations().append(batch);
    }

    /** Somebody else's, who stays when Anna is erased. */
    void readingsOfBen(int count) {
        var batch = new ArrayList<Observation>();
        for (int number = 0; number < count; number++) {
            batch.add(reading(150)
                    .of(new PersonId("ben"))
                    .at(NOON.plusSeconds(60L * number))
                    .build());
        }
        store.observations().append(batch);
    }

    List<StoredObservation> everythingOfBen() {
        return store.observations()
                .window(new ObservationQuery(
                        new PersonId("ben"), Set.of(), Instant.MIN, Instant.MAX, 1_000_000, false, true));
    }

    public List<StoredObservation> everything() {
        return store.observations()
                .window(new ObservationQuery(ANNA, Set.of(), Instant.MIN, Instant.MAX, 1_000_000, false, true));
    }

    public List<Long> positions() {
        return everything().stream().map(StoredObservation::position).toList();
    }

    RecoveryKey key() {
        return backups().key().orElseThrow();
    }

    public List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.walk(target())) {
            return files.filter(file -> file.toString().endsWith(".hgs"))
                    .sorted()
                    .toList();
        }
    }

    /** {@return what the new hub says} */
    Heard restore(Path from, String code, String... more) {
        var words = new ArrayList<>(List.of("--from", from.toString(), "--recovery-code", code));
        words.addAll(List.of(more));
        return Heard.of(new RestoreCommand(backups()), words);
    }

    /** What a command said. */
    record Heard(int code, List<String> said, List<String> complained) {
        static Heard of(HubCommand command, List<String> words) {
            var said = new ArrayList<String>();
            var complained = new ArrayList<String>();
            int code = command.run(words, new HubCommand.Screen() {
                @Override
                public void say(String line) {
                    said.add(line);
                }

                @Override
                public void complain(String line) {
                    complained.add(line);
                }
            });
            return new Heard(code, said, complained);
        }
    }

    public Optional<String> notice() {
        return store.record().guard().notice();
    }

    @Override
    public void close() {
        store.close();
    }
}
