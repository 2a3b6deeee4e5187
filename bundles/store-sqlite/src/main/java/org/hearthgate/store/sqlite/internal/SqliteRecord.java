package org.hearthgate.store.sqlite.internal;

import static org.osgi.service.component.annotations.ConfigurationPolicy.REQUIRE;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.hearthgate.api.key.HubKeys;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.store.ObservationCursor;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.store.sqlite.internal.backup.TravellingKeys;
import org.hearthgate.store.sqlite.internal.backup.Vault;
import org.hearthgate.store.sqlite.internal.repair.LogLength;
import org.hearthgate.store.sqlite.internal.repair.RecordGuard;
import org.hearthgate.store.sqlite.internal.years.RolledUp;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The open file with everything that works on it: one writer, a few readers, the cursors. It opens before the store's services appear and
 * closes after they are gone.
 */
@Component(
        service = SqliteRecord.class,
        name = SqliteRecord.NAME,
        configurationPid = "org.hearthgate.store.sqlite",
        configurationPolicy = REQUIRE,
        immediate = true)
@Designate(ocd = StoreConfig.class)
public final class SqliteRecord {
    static final String NAME = "org.hearthgate.store.sqlite";

    private static final Pattern CONSUMER = Pattern.compile("[a-z0-9.-]{1,64}");
    private static final Duration FLUSH_EVERY = Duration.ofSeconds(1);
    /** A disk that damages the record again as soon as it was repaired needs a person, not a loop. */
    private static final Duration BETWEEN_REPAIRS = Duration.ofMinutes(1);

    private final StoreDirectory directory;
    private final Database database;
    private final Faults faults;
    private final CursorPositions positions = new CursorPositions();
    private final DamagedRows damaged = new DamagedRows();
    private final Set<SqliteCursor> openCursors = ConcurrentHashMap.newKeySet();
    private final Writer writer;
    private final Readers readers;
    private final ObservationAppender appender;
    private final ObservationReader reader;
    private final ObservationRows rows;
    private final Map<ObservationKind, Long> kindIds;
    private final RolledUp rolledUp;
    private final CursorFlush flush;
    private final PersonKeys keys;
    private final BlobSeal blobs;
    private final Quarantine quarantine;
    private final ReceiptTable receipts;
    private final Resealing resealing;
    private final Retimer retimer;
    private final HubKeyChange hubKeyChange;
    private final Upkeep upkeep;
    private final long lowSpaceMebibytes;
    private final Vault vault;
    private final RowAudit audit;
    private final RecordGuard guard;
    private final LogLength logLength;
    private final Runnable reopening;
    private final long openedAtNanos = System.nanoTime();
    private final AtomicBoolean reopeningAsked = new AtomicBoolean();

    @Activate
    public SqliteRecord(@Reference HubKeys hubKeys, StoreConfig config, ComponentContext context) {
        this(hubKeys, config, () -> {
            context.disableComponent(NAME);
            context.enableComponent(NAME);
        });
    }

    /** @param reopening has this record closed and a new one opened in its place, and with it everything that uses it */
    SqliteRecord(HubKeys hubKeys, StoreConfig config, Runnable reopening) {
        check(config);
        this.reopening = reopening;
        lowSpaceMebibytes = config.lowSpaceMebibytes();
        directory =
                StoreDirectory.hold(Path.of(config.directory()).toAbsolutePath().normalize());
        database = new Database(file(), config.busyTimeoutMillis());
        faults = new Faults(file());
        var codec = new PayloadCodec();
        keys = new PersonKeys(hubKeys);
        blobs = new BlobSeal(keys);
        quarantine = new Quarantine(keys, blobs, damaged);
        receipts = new ReceiptTable(blobs, damaged);
        var seal = new PersonSeal(blobs);
        audit = new RowAudit(hubKeys);
        vault = new Vault(directory.path(), new HubKeyWrap(hubKeys));
        logLength = new LogLength(directory.path(), Database.LOG_BYTES);
        guard = new RecordGuard(directory.path(), vault, audit, Clock.systemUTC());
        try {
            directory.prepareNative(config.nativeDirectory());
            var opening = new RecordOpening(database, file(), faults, positions);
            RecordOpening.Opened opened = guard.open(opening::open);
            kindIds = Map.copyOf(opened.kindIds());
            rows = new ObservationRows(new Names(), opened.kinds(), seal, codec, damaged);
            reader = new ObservationReader(rows, opened.kindIds(), damaged);
            rolledUp = new RolledUp(kindIds, opened.rolledUntil());
            appender = new ObservationAppender(seal, codec, rolledUp, opened.lastPosition());
            logLength.forget();
            writer = new Writer(database, opened.session(), faults, positions, this::damaged, logLength::committed);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
        readers = new Readers(database, faults, config.readers(), Duration.ofMillis(config.readTimeoutMillis()));
        flush = new CursorFlush(writer, FLUSH_EVERY);
        var contents = new AlertContent(blobs);
        resealing =
                new Resealing(writer, readers, keys, seal, contents, quarantine, receipts, damaged, file().toString());
        retimer = new Retimer(writer, readers, keys, rows, seal, codec);
        hubKeyChange = new HubKeyChange(writer, this::emptyLog, keys, vault::wrapAnew);
        upkeep = new Upkeep(retimer, resealing, hubKeyChange, this::hubKeyChangeIsDue, writer::isBusy, this::emptyLog);
    }

    /** The writer met damage: what can be saved is saved by opening the record again, on a thread that holds no lock of ours. */
    private void damaged(StoreException failure) {
        boolean tooSoon = guard.repaired() && System.nanoTime() - openedAtNanos < BETWEEN_REPAIRS.toNanos();
        if (!tooSoon && reopeningAsked.compareAndSet(false, true)) {
            guard.damaged(failure.getCause().getMessage(), appender.lastPosition());
            reopen();
        }
    }

    /** Closes the record and opens it again, and with it everything that uses it: within seconds, on the thread {@code store-reopen}. */
    public void reopen() {
        var thread = new Thread(reopening, "store-reopen");
        thread.setDaemon(true);
        thread.start();
    }

    private static void check(StoreConfig config) {
        if (config.directory() == null || config.directory().isBlank()) {
            throw new IllegalArgumentException(
                    "org.hearthgate.store.sqlite needs 'directory': set it to the folder that shall hold the record");
        }
        Setting.within(NAME, "busyTimeoutMillis", config.busyTimeoutMillis(), 0, 60_000);
        Setting.within(NAME, "readers", config.readers(), 1, 32);
        Setting.within(NAME, "readTimeoutMillis", config.readTimeoutMillis(), 1, 60_000);
        Setting.within(NAME, "lowSpaceMebibytes", config.lowSpaceMebibytes(), 0, Integer.MAX_VALUE);
    }

    /** {@return the file of the record} */
    public Path file() {
        return directory.record();
    }

    /** {@return what opens every row of a file of our form} */
    public RowAudit audit() {
        return audit;
    }

    /** {@return what lies beside the record for its backups} */
    public Vault vault() {
        return vault;
    }

    public RecordGuard guard() {
        return guard;
    }

    /** {@return the id that tells this record from every other} */
    public String storeId() {
        return readers.read("ask for the id of the record", Migrations::storeId);
    }

    public Writer writer() {
        return writer;
    }

    public Readers readers() {
        return readers;
    }

    public ObservationAppender appender() {
        return appender;
    }

    ObservationReader reader() {
        return reader;
    }

    PersonKeys keys() {
        return keys;
    }

    BlobSeal blobs() {
        return blobs;
    }

    Quarantine quarantine() {
        return quarantine;
    }

    ReceiptTable receipts() {
        return receipts;
    }

    Resealing resealing() {
        return resealing;
    }

    Retimer retimer() {
        return retimer;
    }

    /** {@return whether rows are to be put right in time: until then nobody can say how old they are} */
    public boolean timesAreWrong() {
        return retimer.isDue();
    }

    HubKeyChange hubKeyChange() {
        return hubKeyChange;
    }

    /** {@return the persons' keys for the keyring of a backup} */
    public TravellingKeys travellingKeys() {
        return new TravellingKeys() {
            @Override
            public byte[] export() {
                return ExportedKeys.write(
                        readers.read("export the keys", session -> keys.export(session, new Names())));
            }

            @Override
            public byte[] export(byte[] older) {
                return ExportedKeys.together(export(), older);
            }
        };
    }

    private boolean hubKeyChangeIsDue() {
        return readers.read("look at the keys", hubKeyChange::isDue);
    }

    /** {@return false if a reader was in the way} */
    boolean emptyLog() {
        logLength.forget();
        try {
            return database.emptyLog();
        } catch (SQLException e) {
            throw faults.of("fold the log into the record", e);
        } finally {
            logLength.forget(); // a commit may have come between
        }
    }

    /** {@return what makes observations of rows} */
    public ObservationRows rows() {
        return rows;
    }

    /** {@return the number of this kind in the file} */
    public long kindId(ObservationKind kind) {
        return kindIds.get(kind);
    }

    /** {@return the work, for a transaction that seals rows} */
    public <T> Writer.Work<T> sealing(Writer.Work<T> work) {
        return keys.within(work);
    }

    /** {@return what is known of rows that a roll-up stands for} */
    public RolledUp rolledUp() {
        return rolledUp;
    }

    /** {@return up to where every consumer has dealt with the record; empty when nobody consumes it} */
    public OptionalLong consumedUntil() {
        return positions.lowest();
    }

    /** {@return a connection for upkeep of the whole file} */
    public Session openKeeper() throws SQLException {
        return database.openKeeper();
    }

    DamagedRows damaged() {
        return damaged;
    }

    long lowSpaceMebibytes() {
        return lowSpaceMebibytes;
    }

    ObservationCursor cursor(String consumer) {
        if (!CONSUMER.matcher(consumer).matches()) {
            throw new IllegalArgumentException(
                    "a consumer's name must be 1 to 64 of a-z 0-9 - . , was '" + consumer + "'");
        }
        var cursor = new SqliteCursor(
                consumer, positions, appender::lastPosition, database, reader, faults, openCursors::remove);
        openCursors.add(cursor);
        return cursor;
    }

    @Deactivate
    void close() {
        upkeep.close();
        flush.close();
        guard.closing(appender.lastPosition());
        List.copyOf(openCursors).forEach(SqliteCursor::close);
        readers.close();
        writer.close();
        guard.closed();
        directory.close();
    }
}
