package org.hearthgate.notify.homeassistant.internal;

import java.util.HashMap;
import java.util.Map;
import org.hearthgate.testkit.Configured;

/** Settings as a home would write them. */
final class Wanted {
    private Wanted() {}

    /** {@return the defaults but for these keys and values} */
    static HouseSettings settings(Object... keysAndValues) {
        var values = new HashMap<String, Object>();
        String pid = HomeAssistantChannel.PID + "~home";
        for (int i = 0; i < keysAndValues.length; i += 2) {
            String key = (String) keysAndValues[i];
            if (key.equals("service.pid")) {
                pid = (String) keysAndValues[i + 1];
            } else {
                values.put(key.startsWith(".") ? '_' + key.substring(1) : key, keysAndValues[i + 1]);
            }
        }
        return HouseSettings.of(Configured.by(HomeAssistantChannel.Config.class, values), Map.of("service.pid", pid));
    }

    static String[] people(String... lines) {
        return lines;
    }
}
