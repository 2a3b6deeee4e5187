package org.hearthgate.store.sqlite.internal;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.hearthgate.api.key.HubKeys;
import org.osgi.util.converter.Converters;

/** A store on a folder as the framework would start it, with settings as a file would give them. */
final class OpenStore implements AutoCloseable {
    private final Path directory;
    private final HubKeys keys;
    private SqliteRecord record;

    OpenStore(Path directory) {
        this(directory, FakeHubKeys.ALWAYS);
    }

    OpenStore(Path directory, HubKeys keys) {
        this.directory = directory;
        this.keys = keys;
        record = open(directory, keys, Map.of());
    }

    static SqliteRecord open(Path directory, Map<String, Object> settings) {
        return open(directory, FakeHubKeys.ALWAYS, settings);
    }

    static SqliteRecord open(Path directory, HubKeys keys, Map<String, Object> settings) {
        var all = new HashMap<String, Object>(settings);
        all.put("directory", directory.toString());
        return new SqliteRecord(keys, config(all));
    }

    static SqliteRecord.Config config(Map<String, Object> settings) {
        return Converters.standardConverter().convert(settings).to(SqliteRecord.Config.class);
    }

    SqliteRecord record() {
        return record;
    }

    SqliteObservationStore observations() {
        return new SqliteObservationStore(record);
    }

    SqliteAlertJournal journal() {
        return new SqliteAlertJournal(record);
    }

    StoreHealth health() {
        return new StoreHealth(record);
    }

    /** Runs SQL on the file as a bystander would, past every rule of the room. */
    void meddle(String sql) {
        record.writer().transact("meddle", session -> {
            session.execute(sql);
            return null;
        });
    }

    void restart() {
        record.close();
        record = open(directory, keys, Map.of());
    }

    @Override
    public void close() {
        record.close();
    }
}
