package org.hearthgate.notify.homeassistant.internal;

/**
 * Where everything is said. No level names anybody.
 *
 * @param prefix first level
 * @param hub second level: the client id, so that two hubs may share a broker
 */
record Topics(String prefix, String hub) {
    /** Whether the hub is there: {@code online}, and {@code offline} by its last will. Retained. */
    String availability() {
        return of("availability");
    }

    String heartbeat() {
        return of("heartbeat");
    }

    String health() {
        return of("health");
    }

    /** What came of each command and each receipt. */
    String answer() {
        return of("answer");
    }

    /** Inwards: that somebody or something has a call. */
    String receipt() {
        return of("receipt");
    }

    String glucose(Subject subject) {
        return of(subject.id() + "/glucose");
    }

    /** What is open now. */
    String alarm(Subject subject) {
        return of(subject.id() + "/alarm");
    }

    /** What happens, once: never retained, never repeated after a break. */
    String event(Subject subject) {
        return of(subject.id() + "/event");
    }

    /** Inwards: "I've got it" and snooze. */
    String command(Subject subject) {
        return of(subject.id() + "/command");
    }

    private String of(String last) {
        return prefix + '/' + hub + '/' + last;
    }
}
