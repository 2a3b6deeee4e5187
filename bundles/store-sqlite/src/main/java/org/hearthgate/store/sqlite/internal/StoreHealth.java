package org.hearthgate.store.sqlite.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.store.StoreException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the record can be written and read. On the alarm's road: a reading that cannot be committed raises no alert. */
@Component(
        name = "org.hearthgate.store.sqlite.health",
        configurationPid = "org.hearthgate.store.sqlite",
        immediate = true)
public final class StoreHealth implements HealthProbe {
    private static final long MEBIBYTE = 1024L * 1024;

    private final SqliteRecord record;

    @Activate
    public StoreHealth(@Reference SqliteRecord record) {
        this.record = record;
    }

    @Override
    public String name() {
        return "store";
    }

    @Override
    public boolean onAlarmPath() {
        return true;
    }

    @Override
    public Health check() {
        Optional<StoreException> failure = record.writer().failure();
        if (failure.isPresent()) {
            return Health.failed(failure.get().getMessage());
        }
        long freeMebibytes;
        try {
            freeMebibytes = Files.getFileStore(record.file()).getUsableSpace() / MEBIBYTE;
        } catch (IOException e) {
            return Health.failed("the record " + record.file() + " cannot be reached: " + e
                    + "; check the disk or SD card and restart the hub");
        }
        if (record.damaged().count() > 0) {
            return Health.warn(record.damaged().count() + " rows of " + record.file() + " cannot be read (first: "
                    + record.damaged().first() + "); make a backup and replace the disk or SD card");
        }
        if (record.keys().inMemoryAlone() > 0) {
            return Health.warn("new readings are sealed under a key in memory alone and cannot be read after a restart;"
                    + " do not restart the hub, and put right what the health of 'keys' says");
        }
        if (record.keys().lockedKeys() > 0) {
            return Health.warn(
                    record.keys().lockedKeys() + " keys of the record cannot be unwrapped, and older readings"
                            + " not be shown; new ones are kept and judged. Put right what the health of 'keys' says");
        }
        if (freeMebibytes < record.lowSpaceMebibytes()) {
            return Health.warn("only " + freeMebibytes + " MiB are free on the disk of " + record.file()
                    + "; free space before readings can no longer be kept");
        }
        return Health.ok(record.appender().lastPosition() + " observations were committed to " + record.file());
    }
}
