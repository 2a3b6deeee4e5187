package org.hearthgate.home.rules.internal;

import java.util.List;

/** An expression that is not taken, with the place and the reason of every fault in it. */
final class Refused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private Refused(String message) {
        super(message);
    }

    /**
     * One fault.
     *
     * @param line from 1
     * @param column from 1
     */
    record Fault(int line, int column, String reason) {
        @Override
        public String toString() {
            return "line " + line + ", column " + column + ": " + reason;
        }
    }

    static Refused of(List<Fault> faults) {
        return new Refused(
                String.join("; ", faults.stream().map(Fault::toString).toList()));
    }
}
