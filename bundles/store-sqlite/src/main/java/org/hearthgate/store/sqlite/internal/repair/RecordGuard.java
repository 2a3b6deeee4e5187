package org.hearthgate.store.sqlite.internal.repair;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.store.sqlite.internal.Faults;
import org.hearthgate.store.sqlite.internal.RowAudit;
import org.hearthgate.store.sqlite.internal.backup.Note;
import org.hearthgate.store.sqlite.internal.backup.Octets;
import org.hearthgate.store.sqlite.internal.backup.Vault;
import org.hearthgate.store.sqlite.internal.backup.Workbench;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands at the door of the record: a hub must come up and alarm, whatever has become of the file. What is damaged is repaired before it
 * is opened, and what is gone is told.
 */
public final class RecordGuard {
    private static final Logger LOG = LoggerFactory.getLogger(RecordGuard.class);
    private static final String NOTICE = "repair.notice";
    /** Nobody's readings wait longer than this for a look at a file that is probably sound. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Path directory;
    private final Path record;
    private final Vault vault;
    private final RowAudit audit;
    private final InstantSource clock;
    private volatile boolean lookUnfinished;
    private boolean repaired;

    public RecordGuard(Path directory, Vault vault, RowAudit audit, InstantSource clock) {
        this.directory = directory;
        this.vault = vault;
        this.audit = audit;
        this.clock = clock;
        record = directory.resolve("record.db");
    }

    /** Opens the record. */
    @FunctionalInterface
    public interface Opener<T extends Opening> {
        T open();
    }

    /** What an opened record says of itself. */
    public interface Opening {
        String storeId();

        long lastPosition();

        void close();
    }

    /** {@return the record, opened; repaired before if it had to be} */
    public <T extends Opening> T open(Opener<T> opener) {
        try {
            if (Swap.finish(directory)) {
                return opened(opener.open()); // it was checked before it was put there
            }
            RecordState state = RecordState.read(directory);
            Optional<String> damage = damage(state);
            if (damage.isPresent()) {
                return opened(repaired(state, damage.get(), opener));
            }
            try {
                T opening = opener.open();
                long known = known(state);
                if (opening.lastPosition() >= known || !opening.storeId().equals(state.storeId())) {
                    return opened(opening);
                }
                opening.close();
                return opened(repaired(
                        state,
                        "it ends at observation " + opening.lastPosition() + ", though " + known + " was there",
                        opener));
            } catch (StoreException e) {
                if (!Faults.needsRepair(e)) {
                    throw e;
                }
                return opened(repaired(state, e.getCause().getMessage(), opener));
            }
        } catch (IOException e) {
            throw new StoreException(
                    "cannot look after the record in " + directory + ": " + e + "; check the disk and its free space",
                    e);
        }
    }

    /** How far the record is known to have got; only of a record that has not been exchanged since. */
    private long known(RecordState state) {
        return Math.max(
                state.last(),
                vault.notes().stream().mapToLong(Note::position).max().orElse(0));
    }

    private Optional<String> damage(RecordState state) throws IOException {
        if (!state.damage().isEmpty()) {
            return Optional.of(state.damage());
        }
        boolean empty = Files.size(record) == 0;
        if (empty) {
            return state.storeId().isEmpty() ? Optional.empty() : Optional.of("the file was empty");
        }
        if (state.phase() != RecordState.Phase.OPEN) {
            lookUnfinished =
                    true; // it can have come to harm while the hub was off, but that need not hold up the start
            return Optional.empty();
        }
        if (!Files.exists(directory.resolve("record.db-wal"))) {
            return Optional.of("its log record.db-wal was missing");
        }
        Optional<String> cut = LogLength.wrong(directory);
        return cut.isPresent() ? cut : look();
    }

    private Optional<String> look() {
        try (Workbench bench = Workbench.empty().reading(record, "old")) {
            Optional<String> wrong = bench.look("old", false, LOOK);
            lookUnfinished = wrong.isEmpty(); // whether the indexes hold every row takes longer
            return wrong;
        } catch (TimeoutException e) {
            lookUnfinished = true;
            return Optional.empty();
        } catch (SQLException e) {
            return Faults.needsRepair(e)
                    ? Optional.of(e.getMessage())
                    : Optional.empty(); // opening it will say it better
        }
    }

    /**
     * Looks over the whole file, which is too long for a start; any thread, beside the running record.
     *
     * @return what is wrong, empty if nothing
     */
    public Optional<String> lookToTheEnd() {
        lookUnfinished = false;
        try (Workbench bench = Workbench.empty().reading(record, "old")) {
            return bench.look("old", true, Duration.ofDays(1));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (SQLException e) {
            return Faults.needsRepair(e) ? Optional.of(e.getMessage()) : Optional.empty();
        }
    }

    /** {@return whether the file has not been looked over to its end since it was opened} */
    public boolean lookIsDue() {
        return lookUnfinished;
    }

    private <T extends Opening> T repaired(RecordState state, String why, Opener<T> opener) throws IOException {
        LOG.warn("The record {} is damaged ({}) and is being repaired", record, why);
        try {
            String report = new RecordRepair(directory, vault, audit, state).repair(why, clock.instant());
            Octets.write(directory.resolve(NOTICE), report.getBytes(StandardCharsets.UTF_8));
            LOG.error("{}", report);
            Swap.finish(directory);
            state.damaged("").in(RecordState.Phase.CLOSED).write(directory);
            repaired = true;
        } catch (SQLException | IOException e) {
            LOG.error(
                    "The record {} cannot be repaired: {}; free space on its disk. It is tried as it is",
                    record,
                    e.getMessage(),
                    e);
        }
        return opener.open();
    }

    private <T extends Opening> T opened(T opening) {
        // on a full disk the record is opened all the same: what it holds can be read and judged
        write(new RecordState(opening.storeId(), opening.lastPosition(), RecordState.Phase.OPEN, ""));
        return opening;
    }

    /** The record is about to be closed in order. */
    public void closing(long lastPosition) {
        write(RecordState.read(directory).reached(lastPosition).in(RecordState.Phase.CLOSING));
    }

    /** It is closed. */
    public void closed() {
        write(RecordState.read(directory).in(RecordState.Phase.CLOSED));
    }

    /** The next start will repair it. */
    public void damaged(String why, long lastPosition) {
        write(RecordState.read(directory).reached(lastPosition).damaged(why));
    }

    private void write(RecordState state) {
        try {
            state.write(directory);
        } catch (IOException e) {
            LOG.debug("The state of the record stays as it was; the next start looks more closely", e);
        }
    }

    /** {@return what a repair has to tell, until somebody has seen it} */
    public Optional<String> notice() {
        try {
            Path file = directory.resolve(NOTICE);
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@return whether this start had to repair} */
    public boolean repaired() {
        return repaired;
    }

    /** Somebody has read it. */
    public void seen() {
        try {
            Files.deleteIfExists(directory.resolve(NOTICE));
        } catch (IOException e) {
            LOG.debug("The notice stays", e);
        }
    }
}
