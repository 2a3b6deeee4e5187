package org.hearthgate.launcher;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How much of the hub is started. What keeps ending the process is rather in a room that no alarm needs than in one of the few that it does,
 * so those are left out first, and the devices only when that did not help.
 */
enum StartMode {
    WHOLE(Set.of(), List.of()),
    /** The safety road and the ways in for glucose. */
    SAFE(
            Set.of(
                    "api",
                    "home",
                    "keys",
                    "control",
                    "store.sqlite",
                    "ingest",
                    "alerting",
                    "rules",
                    "notify",
                    "watchdog",
                    "web",
                    "nightscout",
                    "adapter.coap",
                    "adapter.bluetooth",
                    "adapter.cgm",
                    "adapter.phone"),
            List.of("coap", "coaps")),
    /** The safety road alone: no reading comes in, which is an alarm itself. */
    BARE(
            Set.of(
                    "api",
                    "home",
                    "keys",
                    "control",
                    "store.sqlite",
                    "ingest",
                    "alerting",
                    "rules",
                    "notify",
                    "watchdog",
                    "web"),
            List.of());

    private static final String OURS = "org.hearthgate.";

    private final Set<String> rooms;
    private final List<String> endpoints;

    StartMode(Set<String> rooms, List<String> endpoints) {
        this.rooms = rooms;
        this.endpoints = endpoints;
    }

    /** {@return whether a bundle of the distribution is started; libraries always are} */
    boolean takesPart(String file) {
        return this == WHOLE
                || !file.startsWith(OURS)
                || rooms.stream().anyMatch(room -> file.startsWith(OURS + room + "-"));
    }

    /** {@return those of the addresses that can be waited for} */
    List<String> endpoints(List<String> wanted) {
        return this == WHOLE
                ? wanted
                : wanted.stream().filter(endpoints::contains).toList();
    }

    /** {@return whether phones are waited for} */
    boolean hasNightscout() {
        return this != BARE;
    }

    /** {@return our rooms among these files that are not started, by name} */
    String leftOut(Stream<String> files) {
        return String.join(
                ", ",
                files.filter(file -> !takesPart(file))
                        .map(file -> file.substring(OURS.length()).replaceAll("-\\d.*$", ""))
                        .sorted()
                        .toList());
    }
}
