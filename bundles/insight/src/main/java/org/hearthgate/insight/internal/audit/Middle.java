package org.hearthgate.insight.internal.audit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The median, because one night of no answer must not hide a week of quick ones. */
final class Middle {
    private Middle() {}

    /** {@return the median; of an even number the mean of the two in the middle; of none nothing} */
    static Optional<Duration> of(List<Duration> all) {
        List<Duration> sorted = all.stream().sorted().toList();
        int n = sorted.size();
        if (n == 0) {
            return Optional.empty();
        }
        return Optional.of(
                n % 2 == 1
                        ? sorted.get(n / 2)
                        : sorted.get(n / 2 - 1).plus(sorted.get(n / 2)).dividedBy(2));
    }
}
