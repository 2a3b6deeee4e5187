package org.hearthgate.api.commissioning;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The settings of one realm of the home, with their forms: of devices and their adapters, or of alarms. Credentials, keys and the record are
 * in none: those are the owner's.
 */
@ProviderType
public interface HomeSettings {
    /** {@return the form of every PID that may be changed here, ordered by PID; a factory PID stands for all of its configurations} */
    List<SettingsForm> forms();

    /** {@return what is configured now, ordered by PID} */
    List<ConfiguredSettings> all();

    Optional<ConfiguredSettings> of(String pid);

    /**
     * {@return what {@link #apply} would do, and what is wrong with it; changes nothing}
     *
     * @param pid {@code <factory pid>~<name>} for one of several; it need not exist yet
     */
    SettingsCheck check(String pid, SettingsUpdate update);

    /** Checks, applies, waits until it really runs, and writes it down; otherwise the former settings are back. */
    CompletableFuture<Applied> apply(String who, String pid, SettingsUpdate update);

    /** Takes a whole configuration away. */
    CompletableFuture<Void> remove(String who, String pid);

    /** {@return whether changes outlast a restart; false where the hub was given no folder for them} */
    boolean lasting();
}
