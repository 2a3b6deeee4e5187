package org.hearthgate.insight.internal.metrics;

import java.util.Optional;
import java.util.OptionalLong;
import org.hearthgate.api.insight.GlucoseEpisode;
import org.hearthgate.api.insight.GlucoseReport.ByTime;

/**
 * For how long each reading stands: until the next one, or, where that is more than 15 min away, for the usual step. So a minute weighs the
 * same whether a sensor of one minute or one of five told it, and a gap weighs nothing.
 */
final class Standing {
    private static final long LONGEST = GlucoseEpisode.LONGEST_GAP.toMillis();

    private final Series series;
    private final long until;
    private final long beforeGap;

    private Standing(Series series, long until, long usualStepMinutes) {
        this.series = series;
        this.until = until;
        this.beforeGap = Math.min(LONGEST, Series.millis(usualStepMinutes));
    }

    /** {@return how long the readings stand; empty below two, which tell no step} */
    static Optional<Standing> of(Series series, long until) {
        OptionalLong usual = series.usualStepMinutes();
        return usual.isPresent() ? Optional.of(new Standing(series, until, usual.getAsLong())) : Optional.empty();
    }

    private long millis(int i) {
        long gap = i + 1 < series.size() ? series.at(i + 1) - series.at(i) : Long.MAX_VALUE;
        return Math.min(gap <= LONGEST ? gap : beforeGap, until - series.at(i));
    }

    /** {@return for how many milliseconds any reading stands} */
    long covered() {
        long covered = 0;
        for (int i = 0; i < series.size(); i++) {
            covered += millis(i);
        }
        return covered;
    }

    ByTime byTime() {
        var ranges = new Ranges();
        double sum = 0;
        for (int i = 0; i < series.size(); i++) {
            ranges.add(series.mgPerDl(i), millis(i));
            sum += series.mgPerDl(i) * millis(i);
        }
        return new ByTime(sum / covered(), ranges.shares());
    }
}
