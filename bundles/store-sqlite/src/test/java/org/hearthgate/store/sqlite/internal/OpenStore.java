package org.hearthgate.store.sqlite.internal;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.hearthgate.api.hub.HubCommand;
import org.hearthgate.api.key.HubKeys;
import org.osgi.util.converter.Converters;

/** A store on a folder as the framework would start it, with settings as a file would give them. */
public final class OpenStore implements AutoCloseable {
    private final Path directory;
    private final HubKeys keys;
    private final Semaphore asked = new Semaphore(0);
    private SqliteRecord record;

    public OpenStore(Path directory) {
        this(directory, FakeHubKeys.ALWAYS);
    }

    OpenStore(Path directory, HubKeys keys) {
        this.directory = directory;
        this.keys = keys;
        record = open(directory, keys);
    }

    private SqliteRecord open(Path folder, HubKeys hubKeys) {
        return open(hubKeys, Map.of("directory", folder.toString()), asked::release);
    }

    /** {@return a store of a hub with keys that no other hub has} */
    public static OpenStore ofItsOwnHub(Path directory) {
        return new OpenStore(directory, new FakeHubKeys());
    }

    static SqliteRecord open(Path directory, Map<String, Object> settings) {
        return open(directory, FakeHubKeys.ALWAYS, settings);
    }

    static SqliteRecord open(Path directory, HubKeys keys, Map<String, Object> settings) {
        var all = new HashMap<String, Object>(settings);
        all.put("directory", directory.toString());
        return open(keys, all, () -> {});
    }

    private static SqliteRecord open(HubKeys keys, Map<String, Object> settings, Runnable reopening) {
        return new SqliteRecord(keys, config(settings), reopening);
    }

    static StoreConfig config(Map<String, Object> settings) {
        return Converters.standardConverter().convert(settings).to(StoreConfig.class);
    }

    public SqliteRecord record() {
        return record;
    }

    public SqliteObservationStore observations() {
        return new SqliteObservationStore(record);
    }

    public SqliteAlertJournal journal() {
        return new SqliteAlertJournal(record);
    }

    public SqliteReceiptJournal receipts() {
        return new SqliteReceiptJournal(record);
    }

    public StoreHealth health() {
        return new StoreHealth(record);
    }

    /** Does a little of what the store does in the background. */
    public void upkeepStep() {
        record.retimer().step();
    }

    /** Does all of it. */
    public void finishUpkeep() {
        boolean more = true;
        while (more) {
            more = record.retimer().step() || record.resealing().step();
        }
    }

    /** {@return the exit code of the command} */
    public int rotateKeyOf(String person) {
        return new KeysCommand(record).run(List.of("rotate", "--person", person), new HubCommand.Screen() {
            @Override
            public void say(String line) {}

            @Override
            public void complain(String line) {}
        });
    }

    /** Runs SQL on the file as a bystander would, past every rule of the room. */
    public void meddle(String sql) {
        record.writer().transact("meddle", session -> {
            session.execute(sql);
            return null;
        });
    }

    /** Waits until the store asks to be opened again, and does it, as the framework would. */
    public void restartWhenAsked() throws InterruptedException {
        if (!asked.tryAcquire(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the store did not ask to be opened again");
        }
        restart();
    }

    /** {@return another folder opened with the same hub's keys} */
    public OpenStore ofTheSameHub(Path other) {
        return new OpenStore(other, keys);
    }

    /** Folds the log into the file and cuts it to nothing. */
    public boolean emptyLog() {
        return record.emptyLog();
    }

    /** {@return the same folder opened with the same hub's keys, also after it was damaged} */
    public OpenStore reopened() {
        return new OpenStore(directory, keys);
    }

    public void restart() {
        record.close();
        record = open(directory, keys);
    }

    @Override
    public void close() {
        record.close();
    }
}
