package org.hearthgate.insight.internal.audit;

import java.time.Duration;
import java.util.Optional;

/**
 * What one alarm was worth, afterwards.
 *
 * @param worth the word
 * @param because one plain sentence
 * @param lead of what was foretold rightly, how long before
 */
record Judgement(Worth worth, String because, Optional<Duration> lead) {
    /** The words of the audit. */
    enum Worth {
        RIGHT,
        BRIEF,
        WRONG,
        UNSURE
    }

    static Judgement of(Worth worth, String because) {
        return new Judgement(worth, because, Optional.empty());
    }
}
