package org.hearthgate.rules.hub;

import java.util.Set;
import org.hearthgate.api.alert.HubFact;

/** Which probes have a rule of their own, so that the rule for the rest does not say the same thing twice. */
final class OwnRules {
    private static final Set<String> PROBES =
            Set.of("store", "years", "keys", "backup", "clock", "sounder", "bluetooth", "coap", "nfc", "cloud");

    private OwnRules() {}

    static boolean has(HubFact fact) {
        String probe = fact.probe();
        return PROBES.contains(probe)
                || probe.startsWith("mqtt-")
                || probe.startsWith("cloud-")
                || probe.startsWith("adapter-")
                || fact.onAlarmPath() && HubRule.failed(fact);
    }
}
