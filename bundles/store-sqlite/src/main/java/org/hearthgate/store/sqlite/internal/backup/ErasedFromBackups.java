package org.hearthgate.store.sqlite.internal.backup;

import java.util.List;
import java.util.Set;
import org.hearthgate.store.sqlite.internal.ErasureTarget;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Carries an erasure from the record to its backups. */
@Component(name = Backups.PID + ".erasure", configurationPid = Backups.PID)
public final class ErasedFromBackups implements ErasureTarget {
    private final Backups backups;

    @Activate
    public ErasedFromBackups(@Reference Backups backups) {
        this.backups = backups;
    }

    @Override
    public String name() {
        return "backups";
    }

    @Override
    public List<String> forget(String person, Set<Long> keyNumbers) {
        return backups.forgetDestroyedKeys();
    }
}
