package org.hearthgate.adapter.wearable.internal.gadgetbridge;

import java.util.Locale;
import java.util.regex.Pattern;
import org.hearthgate.api.observation.DeviceId;

/**
 * One watch or band in the export's table DEVICE.
 *
 * @param id its row
 * @param name as the watch calls itself
 * @param alias as its wearer calls it; may be empty
 * @param identifier its Bluetooth address, mostly
 * @param type Gadgetbridge's name of the model where the export tells it; may be empty
 */
record Wearer(long id, String name, String alias, String identifier, String type) {
    private static final Pattern ADDRESS = Pattern.compile("(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}");

    /** {@return whether an installer means this one} */
    boolean named(String wanted) {
        return wanted.equalsIgnoreCase(name) || wanted.equalsIgnoreCase(alias) || wanted.equalsIgnoreCase(identifier);
    }

    /** {@return its name in the record: the same as over Bluetooth, where it has an address} */
    DeviceId deviceId() {
        if (ADDRESS.matcher(identifier).matches()) {
            String hex = identifier.replace(":", "").toLowerCase(Locale.ROOT);
            return new DeviceId("urn:dev:mac:" + hex.substring(0, 6) + "fffe" + hex.substring(6) + ":");
        }
        String safe = identifier.replaceAll("[^A-Za-z0-9._:-]", "-");
        return new DeviceId("gadgetbridge:" + safe.substring(0, Math.min(safe.length(), 100)));
    }

    /** {@return what an installer reads} */
    String shown() {
        String shown = alias.isBlank() ? name : alias;
        return shown.replaceAll("\\p{Cntrl}", "");
    }
}
