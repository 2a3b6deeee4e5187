package org.hearthgate.web.internal;

import java.util.Set;
import org.hearthgate.api.commissioning.Commissioning;
import org.hearthgate.api.commissioning.HomeDevice;
import org.hearthgate.api.household.Role;

/**
 * Which devices are whose business: an installer's all, for they are to be made to work; a family's those of its own people. Another
 * family's device looks like one that does not exist.
 */
final class DeviceRights {
    /** Who finds devices and takes them into use. A family does it too: a sensor lasts ten days and no installer comes for that. */
    static final Set<Role> KEEPERS = Set.of(Role.INSTALLER, Role.FAMILY);

    /** Who sets what concerns the whole house. */
    static final Set<Role> INSTALLERS = Set.of(Role.INSTALLER);

    private DeviceRights() {}

    static boolean isInstaller(Caller caller) {
        return caller.access().role() == Role.INSTALLER;
    }

    static boolean sees(Caller caller, HomeDevice device) {
        return isInstaller(caller)
                || device.person().map(caller.access()::reaches).orElse(false);
    }

    /** {@return the device of this PID, if it is the caller's business} */
    static HomeDevice device(Commissioning desk, Caller caller, String pid) {
        return desk.roster()
                .device(pid)
                .filter(device -> sees(caller, device))
                .orElseThrow(() -> new Refused(
                        404,
                        "no-such-device",
                        "There is no such device here for you. GET /hub/v1/installer/devices lists yours."));
    }
}
