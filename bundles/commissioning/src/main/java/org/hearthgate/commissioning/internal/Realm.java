package org.hearthgate.commissioning.internal;

import java.util.List;

/** What may be set at run time, and for whose hands it is meant. The list is in the code, not in a setting: a setting could be set. */
enum Realm {
    /** Adapters and their devices; not the simulator, which invents readings that a home would believe. */
    DEVICES(
            List.of("org.hearthgate.adapter."),
            List.of("org.hearthgate.adapter.simulator"),
            "only devices and their adapters (org.hearthgate.adapter.…) can. Limits of alarms belong to the family, all else to the"
                    + " owner's files in the hub's config folder."),

    /** What wakes whom, and by which way; not which rules must be there, for that is the hub's promise. */
    ALARMS(
            List.of(
                    "org.hearthgate.rule.",
                    "org.hearthgate.limits",
                    "org.hearthgate.carer",
                    "org.hearthgate.duty",
                    "org.hearthgate.alerting.escalation",
                    "org.hearthgate.notify."),
            List.of(),
            "only alarms can: their rules, limits, carers, duty and channels. Devices are set among the devices, all else by the owner's"
                    + " files in the hub's config folder.");

    private final List<String> within;
    private final List<String> without;
    private final String refusal;

    Realm(List<String> within, List<String> without, String refusal) {
        this.within = within;
        this.without = without;
        this.refusal = refusal;
    }

    boolean holds(String pid) {
        return within.stream().anyMatch(pid::startsWith) && without.stream().noneMatch(pid::startsWith);
    }

    /** {@return why another PID is not changed here} */
    String refusal() {
        return refusal;
    }
}
