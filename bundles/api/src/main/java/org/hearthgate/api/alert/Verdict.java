package org.hearthgate.api.alert;

/** What a rule says about one snapshot. */
public sealed interface Verdict {
    /** The condition holds: raise an alert, or keep the one that is there. */
    record Holds(Finding finding) implements Verdict {}

    /** Between the limits (hysteresis): keeps an alert that is there, raises none. */
    record Lingers(Finding finding) implements Verdict {}

    /** The condition is false, on fresh and trusted data. The rule is armed again. */
    record Clear() implements Verdict {}

    /** No fresh and trusted data to judge by: neither raises nor holds, and does not arm the rule again. */
    record Unknown() implements Verdict {}

    static Verdict clear() {
        return new Clear();
    }

    static Verdict unknown() {
        return new Unknown();
    }
}
