package org.hearthgate.alerting.internal.duty;

import java.util.Map;
import org.hearthgate.api.household.Household;
import org.hearthgate.testkit.Configured;

/** Fills a roster as its framework would; lives here because nobody else may. */
public final class RosterOf {
    private final DutyRoster roster;
    private int files;

    public RosterOf(Household household) {
        roster = new DutyRoster(household);
    }

    public RosterOf carer(String id, boolean emergency, String... persons) {
        var config = Configured.by(
                ConfiguredCarer.Config.class,
                Map.of("id", id, "name", id, "persons", persons, "emergencyContact", emergency));
        roster.addCarer(new ConfiguredCarer(config, Map.of("service.pid", "carer~" + id)));
        return this;
    }

    public RosterOf shift(Map<String, ?> settings) {
        roster.addShift(new ConfiguredShift(
                Configured.by(ConfiguredShift.Config.class, settings), Map.of("service.pid", "duty~" + files++)));
        return this;
    }

    public RosterOf instead(Map<String, ?> settings) {
        roster.addSubstitution(new ConfiguredSubstitution(
                Configured.by(ConfiguredSubstitution.Config.class, settings),
                Map.of("service.pid", "duty.exception~" + files++)));
        return this;
    }

    public DutyRoster roster() {
        return roster;
    }
}
