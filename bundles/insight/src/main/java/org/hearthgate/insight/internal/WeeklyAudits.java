package org.hearthgate.insight.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.insight.AlarmAudits;
import org.hearthgate.api.insight.CalendarWeek;
import org.hearthgate.api.insight.WeeklyAudit;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.insight.internal.audit.AlarmAudit;
import org.hearthgate.insight.internal.audit.WeekRecord;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Audits each week once it is over, and any other when somebody asks; keeps a bounded number of them. */
@Component(
        name = InsightConfig.PID,
        configurationPid = InsightConfig.PID,
        service = AlarmAudits.class,
        immediate = true)
@Designate(ocd = InsightConfig.class)
public final class WeeklyAudits implements AlarmAudits {
    private static final Logger LOG = LoggerFactory.getLogger(WeeklyAudits.class);

    /** An audit of a week that may still change is as good as new for so long. */
    private static final Duration STILL_NEW = Duration.ofMinutes(5);

    private final Household household;
    private final HubClock clock;
    private final RecordedWeeks weeks;
    private final int weeksKept;
    private final HubClock.Repetition look;
    private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Object oneAtATime = new Object();

    private record Key(PersonId person, CalendarWeek week) {}

    private record Kept(WeeklyAudit audit, boolean settled, Duration at) {}

    @Activate
    public WeeklyAudits(
            @Reference ObservationStore store,
            @Reference AlertJournal journal,
            @Reference Household household,
            @Reference HubClock clock,
            InsightConfig config) {
        int lookMinutes = within("lookMinutes", config.lookMinutes(), 5, 1440);
        this.weeksKept = within("weeksKept", config.weeksKept(), 4, 500);
        this.household = household;
        this.clock = clock;
        this.weeks = new RecordedWeeks(store, journal);
        this.look = clock.every(Duration.ofMinutes(lookMinutes), "hearthgate-insight-audit", this::auditWhatIsOver);
    }

    private static int within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    InsightConfig.PID + ": " + key + " must be " + least + " to " + most + ", was " + value);
        }
        return value;
    }

    private void auditWhatIsOver() {
        if (!clock.trusted()) {
            return; // it is not known which week it is
        }
        Instant now = clock.now();
        CalendarWeek last =
                CalendarWeek.of(now.atZone(household.zone()).toLocalDate()).before();
        for (Person person : household.people()) {
            if (isSettled(last, household.zone(), now)
                    && find(new Key(person.id(), last)).isEmpty()) {
                of(person.id(), last);
                LOG.debug("The alarms of {} have been audited", last);
            }
        }
    }

    /** Until then the last night's morning, and what came late, may still change it. */
    private static boolean isSettled(CalendarWeek week, ZoneId zone, Instant now) {
        return !week.until(zone).plus(WeekRecord.AFTER).isAfter(now);
    }

    @Override
    public Optional<WeeklyAudit> latest(PersonId person) {
        synchronized (kept) {
            return kept.entrySet().stream()
                    .filter(entry -> entry.getKey().person().equals(person)
                            && entry.getValue().audit().over())
                    .max(Comparator.comparing(entry -> entry.getKey().week()))
                    .map(entry -> entry.getValue().audit());
        }
    }

    @Override
    public WeeklyAudit of(PersonId person, CalendarWeek week) {
        if (household.person(person).isEmpty()) {
            throw new NoSuchElementException("nobody with the id " + person + " lives here");
        }
        Instant now = clock.now();
        if (week.from(household.zone()).isAfter(now)) {
            throw new IllegalArgumentException("the week " + week + " has not begun; name an earlier one");
        }
        var key = new Key(person, week);
        synchronized (oneAtATime) { // a week in memory is some megabytes: one is enough
            Optional<WeeklyAudit> known = find(key);
            if (known.isPresent()) {
                return known.get();
            }
            WeeklyAudit audit = AlarmAudit.of(weeks.read(person, week, household.zone(), now));
            keep(key, new Kept(audit, isSettled(week, household.zone(), now), clock.elapsed()));
            return audit;
        }
    }

    private Optional<WeeklyAudit> find(Key key) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(key))
                    .filter(known ->
                            known.settled() || clock.elapsed().minus(known.at()).compareTo(STILL_NEW) < 0)
                    .map(Kept::audit);
        }
    }

    private void keep(Key key, Kept audit) {
        synchronized (kept) {
            kept.put(key, audit);
            if (kept.size() > weeksKept) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
    }

    @Deactivate
    void close() {
        look.close();
    }
}
