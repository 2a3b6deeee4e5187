package org.hearthgate.store.sqlite.internal.years;

/**
 * One UTC hour of one device of a person; all but the hour are numbers of {@code name}.
 *
 * @param hour since 1970; steps that end with the full hour belong to the hour that ends, so does everything
 */
record HourKey(long person, long kind, long device, long hour) {
    static final long MILLIS = 3_600_000;

    static long of(long measuredAtMillis) {
        return Math.floorDiv(measuredAtMillis - 1, MILLIS);
    }

    /** {@return milliseconds since 1970, exclusive} */
    long beginsAfter() {
        return hour * MILLIS;
    }

    HourKey beside(int hours) {
        return new HourKey(person, kind, device, hour + hours);
    }
}
