package org.hearthgate.api.commissioning;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * That a change was made.
 *
 * @param pid of the configuration
 * @param standing whether something runs with it
 * @param lasting whether it outlasts a restart
 * @param differences what is other than before
 */
public record Applied(String pid, Standing standing, boolean lasting, List<SettingsDifference> differences) {
    public Applied {
        requireNonNull(pid, "pid");
        requireNonNull(standing, "standing");
        differences = List.copyOf(differences);
    }
}
