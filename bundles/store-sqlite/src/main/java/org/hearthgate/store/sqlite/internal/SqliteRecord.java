package org.hearthgate.store.sqlite.internal;

import static org.osgi.service.component.annotations.ConfigurationPolicy.REQUIRE;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.store.ObservationCursor;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.store.sqlite.internal.backup.KeyWrap;
import org.hearthgate.store.sqlite.internal.backup.Vault;
import org.hearthgate.store.sqlite.internal.repair.RecordGuard;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

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
@Designate(ocd = SqliteRecord.Config.class)
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
    private final CursorFlush flush;
    private final long lowSpaceMebibytes;
    private final Vault vault;
    private final RowAudit audit;
    private final RecordGuard guard;
    private final Runnable reopening;
    private final long openedAtNanos = System.nanoTime();
    private final AtomicBoolean reopeningAsked = new AtomicBoolean();

    /** Settings of the store. */
    @ObjectClassDefinition(name = "Store: SQLite", description = "The record of the home in one file, record.db")
    public @interface Config {
        @AttributeDefinition(
                name = "Directory",
                description =
                        "Folder of the record, on a local disk; made if missing, readable by the hub's user alone")
        String directory();

        @AttributeDefinition(
                name = "Busy timeout (ms)",
                description = "How long to wait while another program holds the file locked",
                min = "0",
                max = "60000")
        int busyTimeoutMillis() default 2000;

        @AttributeDefinition(
                name = "Readers",
                description = "How many windows of the record can be read at once",
                min = "1",
                max = "32")
        int readers() default 4;

        @AttributeDefinition(
                name = "Read timeout (ms)",
                description = "How long a window waits for a free reader before it fails",
                min = "1",
                max = "60000")
        int readTimeoutMillis() default 2000;

        @AttributeDefinition(
                name = "Low space (MiB)",
                description = "Health warns when the disk of the record has less free space",
                min = "0")
        int lowSpaceMebibytes() default 256;

        @AttributeDefinition(
                name = "Native directory",
                description =
                        "Where SQLite's native library is unpacked; empty: 'native' in the directory. Set it where that disk is"
                                + " mounted noexec")
        String nativeDirectory() default "";
    }

    @Activate
    public SqliteRecord(Config config, ComponentContext context) {
        this(config, () -> {
            context.disableComponent(NAME);
            context.enableComponent(NAME);
        });
    }

    /** @param reopening has this record closed and a new one opened in its place, and with it everything that uses it */
    SqliteRecord(Config config, Runnable reopening) {
        check(config);
        this.reopening = reopening;
        lowSpaceMebibytes = config.lowSpaceMebibytes();
        directory =
                StoreDirectory.hold(Path.of(config.directory()).toAbsolutePath().normalize());
        database = new Database(file(), config.busyTimeoutMillis());
        faults = new Faults(file());
        var codec = new PayloadCodec();
        var seal = new ChecksumSeal();
        audit = new RowAudit(seal);
        vault = new Vault(directory.path(), KeyWrap.BY_PERMISSIONS);
        guard = new RecordGuard(directory.path(), vault, audit, Clock.systemUTC());
        try {
            directory.prepareNative(config.nativeDirectory());
            Opened opened = guard.open(this::open);
            var rows = new ObservationRows(new Names(), inverse(opened.kindIds()), seal, codec, damaged);
            reader = new ObservationReader(rows, opened.kindIds(), damaged);
            appender = new ObservationAppender(seal, codec, opened.lastPosition());
            writer = new Writer(database, opened.session(), faults, positions, this::damaged);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
        readers = new Readers(database, faults, config.readers(), Duration.ofMillis(config.readTimeoutMillis()));
        flush = new CursorFlush(writer, FLUSH_EVERY);
    }

    private record Opened(Session session, String storeId, Map<ObservationKind, Long> kindIds, long lastPosition)
            implements RecordGuard.Opening {
        @Override
        public void close() {
            try {
                session.close();
            } catch (SQLException e) {
                throw new StoreException("cannot close the record again; restart the hub", e);
            }
        }
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

    private Opened open() {
        try {
            Session session = database.openWriter();
            try {
                return prepare(session);
            } catch (SQLException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (SQLException e) {
            throw faults.of("open the record", e);
        }
    }

    /** The highest position ever given is kept by AUTOINCREMENT even where its row was erased. */
    private Opened prepare(Session session) throws SQLException {
        new Migrations().run(session, file().toString());
        var register = new Names.Register();
        var ids = new EnumMap<ObservationKind, Long>(ObservationKind.class);
        for (ObservationKind kind : ObservationKind.values()) {
            ids.put(kind, register.id(session, kind.code()));
        }
        positions.load(session);
        long last = session.number("SELECT seq FROM sqlite_sequence WHERE name = 'observation'")
                .orElse(0);
        String storeId = Migrations.storeId(session);
        session.commit();
        return new Opened(session, storeId, ids, last);
    }

    private static Map<Long, ObservationKind> inverse(Map<ObservationKind, Long> ids) {
        var kinds = new HashMap<Long, ObservationKind>();
        ids.forEach((kind, id) -> kinds.put(id, kind));
        return kinds;
    }

    /** Metatype's limits only guide a form; a file can say anything. */
    private static void check(Config config) {
        if (config.directory() == null || config.directory().isBlank()) {
            throw new IllegalArgumentException(
                    "org.hearthgate.store.sqlite needs 'directory': set it to the folder that shall hold the record");
        }
        within("busyTimeoutMillis", config.busyTimeoutMillis(), 0, 60_000);
        within("readers", config.readers(), 1, 32);
        within("readTimeoutMillis", config.readTimeoutMillis(), 1, 60_000);
        within("lowSpaceMebibytes", config.lowSpaceMebibytes(), 0, Integer.MAX_VALUE);
    }

    private static void within(String key, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException("org.hearthgate.store.sqlite: '" + key + "' must be " + lowest + " to "
                    + highest + ", was " + value + "; correct it in the configuration");
        }
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

    Writer writer() {
        return writer;
    }

    Readers readers() {
        return readers;
    }

    ObservationAppender appender() {
        return appender;
    }

    ObservationReader reader() {
        return reader;
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
        flush.close();
        guard.closing(appender.lastPosition());
        List.copyOf(openCursors).forEach(SqliteCursor::close);
        readers.close();
        writer.close();
        guard.closed();
        directory.close();
    }
}
