package org.hearthgate.rules.body;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hearthgate.api.observation.InsulinDose;

/** At which times of the day somebody takes long-acting insulin, from the doses of two weeks. */
final class BasalHabit {
    private static final int DAY_MINUTES = 24 * 60;
    /** Doses nearer to each other than this belong to one time of the day. */
    private static final int SAME_TIME_MINUTES = 180;

    private BasalHabit() {}

    /**
     * {@return the usual times: the median of each group of doses}
     *
     * @param basal ascending, of one person
     * @param fewestDays on how many days a time must have been kept, and on at least 6 of 10 of the days since the first dose
     */
    static List<LocalTime> times(List<InsulinDose> basal, ZoneId zone, Instant now, int fewestDays) {
        if (basal.size() < fewestDays) {
            return List.of();
        }
        int[] minutes = basal.stream()
                .mapToInt(dose -> dose.measuredAt().atZone(zone).toLocalTime().toSecondOfDay() / 60)
                .sorted()
                .toArray();
        int first = afterWidestGap(minutes);
        long watchedDays = Duration.between(basal.get(0).measuredAt(), now).toDays() + 1;
        var times = new ArrayList<LocalTime>();
        var group = new ArrayList<Integer>();
        for (int i = 0; i < minutes.length; i++) {
            int at = minutes[(first + i) % minutes.length] + (first + i >= minutes.length ? DAY_MINUTES : 0);
            if (!group.isEmpty() && at - group.get(group.size() - 1) > SAME_TIME_MINUTES) {
                add(times, group, basal, zone, fewestDays, watchedDays);
                group.clear();
            }
            group.add(at);
        }
        add(times, group, basal, zone, fewestDays, watchedDays);
        return times;
    }

    /** The day is a circle: it is cut where nobody takes a dose. */
    private static int afterWidestGap(int[] ascending) {
        int widest = ascending[0] + DAY_MINUTES - ascending[ascending.length - 1];
        int after = 0;
        for (int i = 1; i < ascending.length; i++) {
            if (ascending[i] - ascending[i - 1] > widest) {
                widest = ascending[i] - ascending[i - 1];
                after = i;
            }
        }
        return after;
    }

    private static void add(
            List<LocalTime> times,
            List<Integer> group,
            List<InsulinDose> basal,
            ZoneId zone,
            int fewestDays,
            long watchedDays) {
        int median = group.get(group.size() / 2) % DAY_MINUTES;
        long days = days(group, basal, zone);
        if (days >= fewestDays && days * 10 >= watchedDays * 6) {
            times.add(LocalTime.ofSecondOfDay(median * 60L));
        }
    }

    private static long days(List<Integer> group, List<InsulinDose> basal, ZoneId zone) {
        int from = group.get(0);
        int until = group.get(group.size() - 1);
        Set<LocalDate> days = new HashSet<>();
        for (InsulinDose dose : basal) {
            var local = dose.measuredAt().atZone(zone);
            int minute = local.toLocalTime().toSecondOfDay() / 60;
            boolean nextDay = minute < from && minute + DAY_MINUTES <= until;
            if (minute >= from && minute <= until || nextDay) {
                days.add(nextDay ? local.toLocalDate().minusDays(1) : local.toLocalDate());
            }
        }
        return days.size();
    }

    /** {@return times written as {@code HH:mm}} Fails with IllegalArgumentException naming the one that is none. */
    static List<LocalTime> parsed(String[] texts) {
        return Arrays.stream(texts).map(LocalTime::parse).toList();
    }
}
