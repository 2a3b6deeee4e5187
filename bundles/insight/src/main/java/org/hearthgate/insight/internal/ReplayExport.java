package org.hearthgate.insight.internal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.hub.HubCommand;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoreException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * A part of {@code hub replay --home}: writes one person's last days into a file that nobody else may read, in the form that a replay
 * reads, day by day. Only what was live then: what came late woke nobody and shall wake nobody in the replay.
 */
@Component(
        name = InsightConfig.PID + ".replay-export",
        configurationPid = InsightConfig.PID,
        service = HubCommand.class,
        property = HubCommand.COMMAND + "=" + ReplayExport.COMMAND_NAME)
public final class ReplayExport implements HubCommand {
    static final String COMMAND_NAME = "replay-export";
    private static final String USAGE_TEXT =
            "usage: replay-export --person ID --days N --to FILE; a part of `hub replay --home`";
    private static final ObservationKind[] KINDS = {
        ObservationKind.GLUCOSE,
        ObservationKind.INSULIN_DOSE,
        ObservationKind.CARBOHYDRATE_INTAKE,
        ObservationKind.HEART_RATE,
        ObservationKind.STEP_COUNT
    };

    private final ObservationStore store;
    private final Household household;
    private final HubClock clock;

    @Activate
    public ReplayExport(@Reference ObservationStore store, @Reference Household household, @Reference HubClock clock) {
        this.store = store;
        this.household = household;
        this.clock = clock;
    }

    @Override
    public String name() {
        return COMMAND_NAME;
    }

    @Override
    public int run(List<String> arguments, Screen screen) {
        try {
            var words = new CommandWords(arguments, Set.of("--person", "--days", "--to"));
            if (!words.plain().isEmpty()
                    || words.option("--person").isEmpty()
                    || words.option("--to").isEmpty()) {
                throw new IllegalArgumentException(USAGE_TEXT);
            }
            var person = new PersonId(words.option("--person").get());
            if (household.person(person).isEmpty()) {
                throw new NoSuchElementException("nobody with the id " + person + " lives here");
            }
            long rows = write(
                    person,
                    words.number("--days", 30, 1, 400),
                    Path.of(words.option("--to").get()));
            screen.say(rows + " rows of " + household.zone());
            return OK;
        } catch (IllegalArgumentException e) {
            screen.complain(COMMAND_NAME + ": " + e.getMessage());
            return USAGE;
        } catch (NoSuchElementException e) {
            screen.complain(COMMAND_NAME + ": " + e.getMessage());
            return BAD_DATA;
        } catch (IOException | StoreException e) {
            screen.complain(COMMAND_NAME + ": " + e.getMessage() + "; nothing was replayed");
            return TRY_LATER;
        }
    }

    private long write(PersonId person, int days, Path file) throws IOException {
        Instant now = clock.now();
        long rows = 0;
        try (Writer out = open(file)) {
            out.write(ReplayRow.HEADER);
            for (int day = days; day > 0; day--) {
                Instant from = now.minus(Duration.ofDays(day));
                for (ReplayRow row : day(person, from, from.plus(Duration.ofDays(1)))) {
                    out.write(row.line());
                    rows++;
                }
            }
        }
        return rows;
    }

    /** A file that is there already may be somebody else's, or a link to it. */
    private static Writer open(Path file) throws IOException {
        boolean posix = Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
        FileAttribute<?>[] mine = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            return new BufferedWriter(Channels.newWriter(
                    FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mine),
                    StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException e) {
            throw new IOException(file + " is there already; name a new file", e);
        }
    }

    private List<ReplayRow> day(PersonId person, Instant from, Instant until) {
        Map<Instant, ReplayRow> rows = new TreeMap<>();
        store.window(ObservationQuery.of(person, from, until, KINDS)).forEach(stored -> {
            Observation observation = stored.observation();
            rows.computeIfAbsent(observation.measuredAt(), ReplayRow::new).take(observation);
        });
        return new ArrayList<>(
                rows.values().stream().filter(ReplayRow::saysSomething).toList());
    }
}
