package org.hearthgate.adapter.pen.internal.reading;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells air shots from doses. A pen does not mark them; people shoot a unit or two into the air right before they inject. So a small dose
 * is taken for one when another dose follows soon. The newest dose never is: nothing has followed it yet, and to take a child's real dose
 * of one unit for an air shot would hide insulin, which is worse than to count a drop that went into the air.
 */
final class Primes {
    private Primes() {}

    /**
     * {@return the sequences of those that are air shots}
     *
     * @param newestFirst doses without a gap between them
     */
    static Set<Long> among(List<ReadDose> newestFirst, PenSettings settings) {
        var primes = new HashSet<Long>();
        ReadDose follower = null;
        for (ReadDose dose : newestFirst) {
            if (dose.logged().complaint().isPresent()) {
                continue; // neither an air shot nor what makes another one
            }
            if (follower != null && isPrime(dose, follower, settings)) {
                primes.add(dose.sequence());
            }
            follower = dose;
        }
        return primes;
    }

    private static boolean isPrime(ReadDose dose, ReadDose follower, PenSettings settings) {
        long seconds = follower.logged().at() - dose.logged().at();
        return dose.units().doubleValue() <= settings.primeUpToUnits()
                && seconds >= 0
                && seconds <= settings.primeWithin().toSeconds();
    }
}
