package org.hearthgate.api.commissioning;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.Quarantined;
import org.osgi.annotation.versioning.ProviderType;

/** The devices of the home, and what is done with one in its life. Every {@code who} is the subject of a credential. */
@ProviderType
public interface DeviceRoster {
    /** {@return every device, ordered by PID} */
    List<HomeDevice> devices();

    Optional<HomeDevice> device(String pid);

    /** {@return what {@link #assign} would do, and what is wrong with it; changes nothing} */
    SettingsCheck check(Assignment assignment);

    /** Takes a device into use; its PID is new. */
    CompletableFuture<Applied> assign(String who, Assignment assignment);

    /** @param label 0 to 60 characters */
    CompletableFuture<Applied> rename(String who, String pid, String label);

    /** Lets another sensor take the place of a used-up one: same configuration, same person, same settings. The old one's bond goes. */
    CompletableFuture<Applied> replace(String who, String pid, DeviceAddress successor);

    CompletableFuture<Applied> reassign(String who, String pid, PersonId person);

    /** Takes it out of use: its configuration and its bond go, what it measured stays. */
    CompletableFuture<Void> forget(String who, String pid);

    /**
     * Proves that a device's readings arrive in the record.
     *
     * @param after position that the reading must be beyond; 0 for any of the last day
     * @param patience how long to wait for one, 0 to 60 s
     * @return empty when none came in time
     */
    CompletableFuture<Optional<TestReading>> reading(String pid, long after, Duration patience);

    /** {@return what was refused of this device, newest first} */
    List<Quarantined> quarantined(String pid);

    /** {@return what was refused of anything, newest first} */
    List<Quarantined> quarantined();

    /** {@return all devices to take along, without secrets} */
    DeviceSet export();

    /**
     * Takes a device set in: every device is checked as if it were set by hand, those that are wrong are left out and named. The same set
     * twice changes nothing the second time.
     *
     * @param persons who is meant here by an id of the set, where it is another id
     * @param dryRun whether only to say what would happen
     * @return one outcome per device of the set, in order
     */
    CompletableFuture<List<ImportOutcome>> take(
            String who, DeviceSet set, Map<String, PersonId> persons, boolean dryRun);
}
