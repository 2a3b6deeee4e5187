package org.hearthgate.it.faults.inside;

import java.util.concurrent.atomic.AtomicInteger;

/** Ends the process like kill -9 at the n-th passing of one named point. */
final class Saboteur {
    private final String point;
    private final AtomicInteger left;
    private volatile boolean armed;

    /** @param point one of the names given to {@link #at}; empty for none */
    Saboteur(String point, int passing) {
        this.point = point;
        left = new AtomicInteger(passing);
    }

    /** From now on; what happens while the hub starts is not counted. */
    void arm() {
        armed = true;
    }

    void at(String here) {
        if (armed && !here.isEmpty() && here.equals(point) && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(137); // no shutdown hook, no flush: what kill -9 leaves
        }
    }
}
