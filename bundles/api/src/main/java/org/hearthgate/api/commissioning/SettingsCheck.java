package org.hearthgate.api.commissioning;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a change would do.
 *
 * @param pid of the configuration
 * @param problems empty when it can be applied
 * @param differences ordered by key; empty when nothing would change
 */
public record SettingsCheck(String pid, List<SettingsProblem> problems, List<SettingsDifference> differences) {
    public SettingsCheck {
        requireNonNull(pid, "pid");
        problems = List.copyOf(problems);
        differences = List.copyOf(differences);
    }
}
