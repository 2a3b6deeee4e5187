package org.hearthgate.insight.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.NoSuchElementException;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.insight.GlucoseMetrics;
import org.hearthgate.api.insight.GlucoseReport;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.insight.internal.metrics.Report;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Reckons a person's glucose out of the record whenever a page asks; keeps nothing and has no thread. */
@Component(name = MetricsConfig.PID, configurationPid = MetricsConfig.PID, service = GlucoseMetrics.class)
@Designate(ocd = MetricsConfig.class)
public final class RecordedGlucoseMetrics implements GlucoseMetrics {
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final Household household;
    private final HubClock clock;
    private final RecordedGlucose glucose;
    private final int longestDays;
    private final Object oneAtATime = new Object();

    @Activate
    public RecordedGlucoseMetrics(
            @Reference ObservationStore store,
            @Reference Household household,
            @Reference HubClock clock,
            MetricsConfig config) {
        this.longestDays = config.longestReportDays();
        if (longestDays < 14 || longestDays > 400) {
            throw new IllegalArgumentException(
                    MetricsConfig.PID + ": longestReportDays must be 14 to 400, was " + longestDays);
        }
        this.household = household;
        this.clock = clock;
        this.glucose = new RecordedGlucose(store);
    }

    @Override
    public GlucoseReport report(PersonId person, Instant from, Instant until) {
        if (household.person(person).isEmpty()) {
            throw new NoSuchElementException("nobody with the id " + person + " lives here");
        }
        Instant now = clock.now();
        Instant end = until.isBefore(now) ? until : now;
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a report must end after it begins, not at " + until);
        }
        if (!from.isBefore(now)) {
            throw new IllegalArgumentException("what begins at " + from + " has not begun; name an earlier time");
        }
        // an hour more: of so many local days one may be the long one of autumn
        if (Duration.between(from, until).compareTo(Duration.ofDays(longestDays).plus(AN_HOUR)) > 0) {
            throw new IllegalArgumentException("a report may be of " + longestDays + " days at most ("
                    + MetricsConfig.PID + ": longestReportDays); ask for less");
        }
        synchronized (oneAtATime) { // a long stretch is some megabytes: one is enough
            return Report.of(person, from, end, household.zone(), glucose.read(person, from, end));
        }
    }
}
