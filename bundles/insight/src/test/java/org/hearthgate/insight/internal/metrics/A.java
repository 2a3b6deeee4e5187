package org.hearthgate.insight.internal.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.hearthgate.api.insight.GlucoseReport;
import org.hearthgate.testkit.Given;

/** Small traces of glucose for the tests: {@code A.trace("2026-03-02T00:00:00Z", 5, 100, 110)}. */
final class A {
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private A() {}

    /** {@return these values, so many minutes apart} */
    static Series trace(String from, double minutes, double... values) {
        var series = new Series.Builder();
        for (int i = 0; i < values.length; i++) {
            series.add(Instant.parse(from).plusMillis(Math.round(i * minutes * 60_000)), values[i]);
        }
        return series.build();
    }

    /** {@return the figures of the whole days in UTC that this series lies in} */
    static GlucoseReport report(Series series) {
        return report(series, ZoneOffset.UTC);
    }

    /** {@return the figures of the whole local days that this series lies in} */
    static GlucoseReport report(Series series, ZoneId zone) {
        Instant first = Instant.ofEpochMilli(series.at(0));
        Instant last = Instant.ofEpochMilli(series.at(series.size() - 1));
        return Report.of(
                Given.ANNA,
                first.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant(),
                last.plus(Duration.ofMillis(1))
                        .atZone(zone)
                        .toLocalDate()
                        .plusDays(1)
                        .atStartOfDay(zone)
                        .toInstant(),
                zone,
                series);
    }
}
