package org.hearthgate.insight.internal.metrics;

import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import org.hearthgate.api.insight.GlucoseReport;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints how long the figures of 90 days take, without reading the record. Asserts nothing about time and runs only when named:
 * {@code -Dtest=MetricsSpeed -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class MetricsSpeed {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsSpeed.class);
    private static final int DAYS = 90;
    private static final int ROUNDS = 20;

    @Test
    void prints_how_long_ninety_days_take() {
        for (int minutes : new int[] {1, 5, 15}) {
            Series series = ninetyDays(minutes);
            double first = millis(series);
            var times = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                times[i] = millis(series);
            }
            java.util.Arrays.sort(times);
            LOG.info(String.format(
                    Locale.ROOT,
                    "%d days of each %d min, %d readings: %.0f ms the first time, then %.0f ms (median of %d, slowest %.0f)",
                    DAYS,
                    minutes,
                    series.size(),
                    first,
                    times[ROUNDS / 2],
                    ROUNDS,
                    times[ROUNDS - 1]));
        }
    }

    private static double millis(Series series) {
        long start = System.nanoTime();
        GlucoseReport report = A.report(series, A.BERLIN);
        long end = System.nanoTime();
        if (report.profile().isEmpty()) {
            throw new IllegalStateException("a profile was expected");
        }
        return (end - start) / 1e6;
    }

    private static Series ninetyDays(int minutes) {
        var random = new Random(1);
        var series = new Series.Builder();
        Instant start = Instant.parse("2026-02-01T00:00:00Z");
        double level = 140;
        for (int i = 0; i < DAYS * 1440 / minutes; i++) {
            level += random.nextGaussian() * 3 * Math.sqrt(minutes) + (140 - level) * 0.005 * minutes;
            series.add(start.plusSeconds(60L * minutes * i), Math.max(39, Math.min(401, Math.round(level))));
        }
        return series.build();
    }
}
