package org.hearthgate.insight.internal.audit;

import java.time.Duration;
import java.util.Optional;
import org.hearthgate.api.insight.AlarmWorth;

/**
 * What one alarm was worth, afterwards.
 *
 * @param worth the word
 * @param because one plain sentence
 * @param lead of what was foretold rightly, how long before
 */
record Judgement(AlarmWorth worth, String because, Optional<Duration> lead) {
    static Judgement of(AlarmWorth worth, String because) {
        return new Judgement(worth, because, Optional.empty());
    }
}
