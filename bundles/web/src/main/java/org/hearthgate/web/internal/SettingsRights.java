package org.hearthgate.web.internal;

import java.util.Optional;
import org.hearthgate.api.commissioning.ConfiguredSettings;
import org.hearthgate.api.commissioning.SettingsUpdate;

/** Which configurations of a realm are whose business, among the roles that may come in at all. */
interface SettingsRights {
    /** Every one is everybody's. */
    SettingsRights ALL = new SettingsRights() {
        @Override
        public boolean sees(Caller caller, ConfiguredSettings settings) {
            return true;
        }

        @Override
        public void requireMaySet(Caller caller, String pid, Optional<ConfiguredSettings> now, SettingsUpdate update) {
            // the role was enough
        }
    };

    boolean sees(Caller caller, ConfiguredSettings settings);

    /** @throws Refused if it is not this caller's to set or take away */
    void requireMaySet(Caller caller, String pid, Optional<ConfiguredSettings> now, SettingsUpdate update);
}
