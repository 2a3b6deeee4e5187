package org.hearthgate.adapter.simulator.internal.person;

import java.util.Arrays;

/** How background insulin is given. */
public enum TherapyKind {
    /** Continuously, with a higher rate towards morning; every hour is recorded. */
    PUMP(0.05),
    /** Once in the evening, long-acting; boluses in half units. */
    PEN(0.5);

    private final double smallestStepUnits;

    TherapyKind(double smallestStepUnits) {
        this.smallestStepUnits = smallestStepUnits;
    }

    /** {@return the kind with this name in lower case} */
    public static TherapyKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("therapy must be 'pump' or 'pen', was '" + name + "'"));
    }

    /** {@return the dose as the device can give it} */
    double given(double units) {
        return Math.max(0, Math.round(units / smallestStepUnits) * smallestStepUnits);
    }
}
